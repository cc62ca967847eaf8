package dev.keeptrail.ledger.export;

import dev.keeptrail.ledger.CallerTerms;
import dev.keeptrail.ledger.EventQuery;
import dev.keeptrail.ledger.EventTerms;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Jobs as JSON: what programs are shown, and what is kept beside the file. */
public final class ExportJobJson {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private ExportJobJson() {}

  public static String write(ExportJob job) {
    return tree(job).toString();
  }

  public static ObjectNode tree(ExportJob job) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("id", job.id())
        .put("status", job.state().word())
        .put("type", "events")
        .put("format", job.format().word())
        .put("created", job.created().toString())
        .put("completed", text(job.completed()));
    EventQuery filter = job.filter();
    ObjectNode wanted = json.putObject("filter");
    wanted.put("since", text(filter.since())).put("until", text(filter.until()));
    filter.verdicts().stream().sorted().forEach(wanted.putArray("verdict")::add);
    wanted
        .put("policy", filter.policy())
        .put("reason", filter.terms().reason())
        .put("model", filter.terms().model())
        .put("provider", filter.terms().provider())
        .put("q", filter.terms().text())
        .put("user", filter.terms().caller().user())
        .put("team", filter.terms().caller().team())
        .put("key", filter.terms().caller().key());
    return json.put("last_sequence", job.last())
        .put("sequence", job.position())
        .put("events", job.events())
        .put("left_out", job.leftOut())
        .put("bytes", job.bytes())
        .put("sha256", job.digest())
        .put("problem", job.problem())
        .put("cancelled", text(job.cancelled()));
  }

  /** Empty for what is no job. */
  static Optional<ExportJob> read(String text) {
    try {
      JsonNode json = JSON.readTree(text);
      ExportFormat format = ExportFormat.of(json.path("format").asString("")).orElse(null);
      Instant created = time(json.path("created"));
      if (format == null || created == null || !json.path("filter").isObject()) {
        return Optional.empty();
      }
      return Optional.of(
          new ExportJob(
              json.path("id").asString(""),
              format,
              filter(json.path("filter")),
              created,
              json.path("last_sequence").asLong(0),
              json.path("sequence").asLong(0),
              json.path("events").asLong(0),
              json.path("left_out").asLong(0),
              json.path("bytes").asLong(0),
              time(json.path("completed")),
              word(json.path("sha256")),
              word(json.path("problem")),
              time(json.path("cancelled"))));
    } catch (JacksonException | DateTimeException _) {
      return Optional.empty();
    }
  }

  private static EventQuery filter(JsonNode json) {
    Set<String> verdicts = new LinkedHashSet<>();
    json.path("verdict").forEach(verdict -> verdicts.add(verdict.asString("")));
    var terms =
        new EventTerms(
            word(json.path("reason")),
            word(json.path("model")),
            word(json.path("provider")),
            word(json.path("q")),
            new CallerTerms(
                word(json.path("user")), word(json.path("team")), word(json.path("key"))));
    return new EventQuery(
            time(json.path("since")),
            time(json.path("until")),
            verdicts,
            word(json.path("policy")),
            0,
            1)
        .with(terms);
  }

  private static @Nullable String word(JsonNode json) {
    return json.isString() ? json.stringValue() : null;
  }

  private static @Nullable Instant time(JsonNode json) {
    return json.isString() ? Instant.parse(json.stringValue()) : null;
  }

  private static @Nullable String text(@Nullable Instant time) {
    return time == null ? null : time.toString();
  }
}
