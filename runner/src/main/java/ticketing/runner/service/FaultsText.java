package ticketing.runner.service;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import ticketing.runner.util.UsageException;
import ticketing.system.Operation;

/**
 * The switches of the faults as JSON: {@code {"seed": 7, "likelihood": {"createTicket": {"after":
 * 0.3}}, "next": {"createTicket": ["hold-before"]}, "release": true}}. What is left out stays as it
 * is; a likelihood may also be one number, for all faults inside the terms.
 */
final class FaultsText {
  private static final String SEED = "seed";
  private static final String LIKELIHOOD = "likelihood";
  private static final String NEXT = "next";
  private static final String RELEASE = "release";

  private FaultsText() {}

  /** How the switches are. */
  static ObjectNode of(SwitchedFaults faults, Holds holds) {
    FaultSettings settings = faults.settings();
    ObjectNode node = Wire.JSON.createObjectNode().put(SEED, settings.seed());
    ObjectNode likelihood = node.putObject(LIKELIHOOD);
    ObjectNode next = node.putObject(NEXT);
    for (Operation operation : Operation.values()) {
      ObjectNode ofOperation = likelihood.putObject(operation.toString());
      for (FaultSwitch fault : FaultSwitch.byLotOf(operation)) {
        ofOperation.put(fault.fault(), settings.likelihoods().getOrDefault(fault, 0.0));
      }
      ArrayNode nextOfOperation = next.putArray(operation.toString());
      faults.nextOf(operation).forEach(fault -> nextOfOperation.add(fault.fault()));
    }
    return node.put("held", holds.held());
  }

  /**
   * Sets the switches. Nothing is set unless all of the text is right.
   *
   * @throws UsageException if it is not
   */
  static void set(String text, SwitchedFaults faults, Holds holds) {
    JsonNode node = parse(text);
    node.fieldNames()
        .forEachRemaining(
            name -> require(List.of(SEED, LIKELIHOOD, NEXT, RELEASE).contains(name), name));
    FaultSettings settings = settings(node, faults.settings());
    Map<Operation, List<FaultSwitch>> next = next(node.path(NEXT));
    JsonNode release = node.path(RELEASE);
    require(release.isMissingNode() || release.isBoolean(), RELEASE);
    faults.use(settings);
    next.forEach(faults::next);
    if (release.asBoolean()) {
      holds.release();
    }
  }

  private static JsonNode parse(String text) {
    try {
      JsonNode node = Wire.JSON.readTree(text);
      if (node != null && node.isObject()) {
        return node;
      }
    } catch (JsonProcessingException e) {
      // As below.
    }
    throw new UsageException("The switches are one JSON object.");
  }

  private static FaultSettings settings(JsonNode node, FaultSettings before) {
    JsonNode seed = node.path(SEED);
    require(seed.isMissingNode() || seed.canConvertToLong() && seed.isIntegralNumber(), SEED);
    long newSeed = seed.asLong(before.seed());
    JsonNode likelihood = node.path(LIKELIHOOD);
    if (likelihood.isMissingNode()) {
      return new FaultSettings(newSeed, before.likelihoods());
    }
    if (likelihood.isNumber()) {
      return FaultSettings.everywhere(newSeed, likelihood.asDouble());
    }
    Map<FaultSwitch, Double> all = new EnumMap<>(FaultSwitch.class);
    require(likelihood.isObject(), LIKELIHOOD);
    likelihood
        .fields()
        .forEachRemaining(
            operation ->
                operation
                    .getValue()
                    .fields()
                    .forEachRemaining(
                        fault -> {
                          require(fault.getValue().isNumber(), LIKELIHOOD);
                          all.put(
                              FaultSwitch.of(operation.getKey(), fault.getKey()),
                              fault.getValue().asDouble());
                        }));
    return new FaultSettings(newSeed, all);
  }

  private static Map<Operation, List<FaultSwitch>> next(JsonNode node) {
    Map<Operation, List<FaultSwitch>> next = new EnumMap<>(Operation.class);
    require(node.isMissingNode() || node.isObject(), NEXT);
    for (Operation operation : Operation.values()) {
      JsonNode faults = node.path(operation.toString());
      if (!faults.isMissingNode()) {
        require(faults.isArray(), NEXT);
        List<FaultSwitch> list = new ArrayList<>();
        faults.forEach(fault -> list.add(FaultSwitch.of(operation.toString(), fault.asText())));
        next.put(operation, list);
      }
    }
    node.fieldNames()
        .forEachRemaining(
            name -> require(next.keySet().stream().anyMatch(o -> o.toString().equals(name)), name));
    return next;
  }

  private static void require(boolean right, String field) {
    if (!right) {
      throw new UsageException(
          "\"%s\" is not as it should be. GET shows how the switches look.".formatted(field));
    }
  }
}
