package ticketing.acceptance.mutations;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A small change to the compiled code, made by PIT. The text of the changed line identifies it; the
 * line's number does not.
 *
 * @param type the changed class
 * @param mutator the simple name of PIT's class that makes such changes
 * @param change what was changed, in PIT's words
 * @param code the changed line
 * @param nth which of several such changes in equal lines of the method, from 1
 */
record Mutant(
    @JsonProperty("class") String type,
    String method,
    String mutator,
    String change,
    String code,
    int nth) {}
