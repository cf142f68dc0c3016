package ticketing.runner.service;

import com.fasterxml.jackson.annotation.JacksonAnnotationsInside;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import ticketing.runner.util.UsageException;

/**
 * Reads and writes the {@link Messages}. Reading is strict: a text that is not exactly the expected
 * form is refused, so that a foreign answer is never taken for "no ticket".
 */
final class Json {
  static final String TYPE = "application/json";

  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          // For times: a module that comes with Temporal's SDK, at run time only.
          .findAndAddModules()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .defaultSetterInfo(JsonSetter.Value.forValueNulls(Nulls.FAIL, Nulls.FAIL))
          .build();

  private Json() {}

  /** Marks a part of a message that may be null or left out; all others are required. */
  @Retention(RetentionPolicy.RUNTIME)
  @JacksonAnnotationsInside
  @JsonSetter(nulls = Nulls.SET)
  @interface Nullable {}

  static String write(Object message) {
    try {
      return MAPPER.writeValueAsString(message);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Cannot write " + message.getClass(), e);
    }
  }

  /** Reads a message. The failure never quotes the text, which may have a card number in it. */
  static <T> T read(String text, Class<T> type) {
    try {
      T message = MAPPER.readValue(text, type);
      if (message != null) {
        return message;
      }
    } catch (JsonProcessingException e) {
      // As below.
    }
    throw new UsageException("not the expected JSON");
  }
}
