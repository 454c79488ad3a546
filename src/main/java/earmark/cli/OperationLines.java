package earmark.cli;

import java.util.StringJoiner;
import tools.jackson.databind.JsonNode;

/**
 * An operation as a few lines: what it was, and below that its tags, its reason and its samples.
 */
record OperationLines(Console console) {
  void tell(JsonNode operation) {
    console.line(
        "%-8d  %-27s  %-16s  %-8s  %s"
            .formatted(
                operation.path("id").asLong(),
                operation.path("at").asString(),
                operation.path("by").asString(),
                operation.path("via").asString(),
                what(operation)));
    String reason = operation.path("reason").asString("");
    if (!reason.isEmpty()) console.line("          because " + reason.replaceAll("\\s+", " "));
    for (JsonNode tag : operation.path("tags")) tellTag(tag);
    for (JsonNode verdict : operation.path("verdicts")) tellVerdict(verdict);
    long propagated = operation.path("propagated").asLong(0);
    if (propagated > 0) {
      console.line(
          "          the classification of %,d samples follows from files in them"
              .formatted(propagated));
    }
    for (JsonNode hash : operation.path("goneSamples")) {
      console.line("            - " + hash.asString());
    }
  }

  private void tellVerdict(JsonNode verdict) {
    StringJoiner what = new StringJoiner(" ");
    what.add(verdict.path("classification").asString());
    if (verdict.path("riskScore").isNumber()) what.add(verdict.path("riskScore").asString());
    if (verdict.path("threatName").isString()) what.add(verdict.path("threatName").asString());
    console.line("          %-40s  %,d samples".formatted(what, verdict.path("samples").asLong()));
    for (JsonNode hash : verdict.path("of")) console.line("            + " + hash.asString());
  }

  private static String what(JsonNode operation) {
    StringJoiner what = new StringJoiner(", ");
    String name = operation.path("what").asString("");
    JsonNode undoes = operation.path("undoes");
    JsonNode undoneBy = operation.path("undoneBy");
    if (undoes.isNumber()) what.add(name + " " + undoes.asLong());
    else if (operation.path(name).asLong(0) == 0) what.add(name); // else its count says it
    for (String count : new String[] {"arrived", "gone"}) {
      long samples = operation.path(count).asLong(0);
      if (samples > 0) what.add("%,d samples %s".formatted(samples, count));
    }
    if (undoneBy.isNumber()) what.add("undone by " + undoneBy.asLong());
    return what.toString();
  }

  private void tellTag(JsonNode tag) {
    StringJoiner counts = new StringJoiner(", ");
    add(counts, "+%,d", tag.path("added"));
    add(counts, "-%,d", tag.path("removed"));
    add(counts, "%,d unchanged", tag.path("unchanged"));
    add(counts, "%,d skipped", tag.path("skipped"));
    String kind = tag.path("kind").asString("").equals("system") ? " (system)" : "";
    console.line("          %-40s  %s".formatted(tag.path("name").asString() + kind, counts));
    for (JsonNode hash : tag.path("addedTo")) console.line("            + " + hash.asString());
    for (JsonNode hash : tag.path("removedFrom")) console.line("            - " + hash.asString());
  }

  private static void add(StringJoiner counts, String form, JsonNode count) {
    if (count.asLong(0) > 0) counts.add(form.formatted(count.asLong()));
  }
}
