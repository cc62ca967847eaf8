package dev.keeptrail.ledger.escalation;

import dev.keeptrail.ledger.event.EventTimestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Escalations as JSON: every field always there, an absent value as null. Stateless. */
public final class EscalationJson {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private EscalationJson() {}

  /** What commands and the operator's listener say of one. */
  public static ObjectNode tree(Escalation escalation) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("id", escalation.id());
    json.put("state", escalation.state().word());
    json.put("created", time(escalation.created()));
    json.put("expires", time(escalation.expires()));
    json.setAll(draft(escalation.draft()));
    json.put("content_held", escalation.contentHeld());
    Escalation.Claim claim = escalation.claim();
    json.put("claimed_by", claim == null ? null : claim.by());
    json.put("claimed_at", claim == null ? null : time(claim.at()));
    Escalation.Resolution resolution = escalation.resolution();
    json.put("resolved_by", resolution == null ? null : resolution.by());
    json.put("resolved_at", resolution == null ? null : time(resolution.at()));
    json.put("reason", resolution == null ? null : resolution.reason());
    Escalation.Use use = escalation.use();
    json.put("used_by_event", use == null ? null : use.eventId());
    json.put("used_at", use == null ? null : time(use.at()));
    return json;
  }

  /** A list of them, under {@code escalations}. */
  public static ObjectNode tree(List<Escalation> escalations) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    ArrayNode all = json.putArray("escalations");
    escalations.forEach(one -> all.add(tree(one)));
    return json;
  }

  private static String time(Instant time) {
    return EventTimestamp.format(time);
  }

  /** What never changes of one, which is also what is stored. */
  public static ObjectNode draft(EscalationDraft draft) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("event_id", draft.eventId());
    json.put("request_id", draft.requestId());
    json.put("gateway_id", draft.gatewayId());
    json.put("route", draft.route());
    json.put("model", draft.model());
    json.putObject("pack")
        .put("name", draft.pack().name())
        .put("version", draft.pack().version())
        .put("digest", draft.pack().digest());
    json.put("phase", draft.phase());
    json.put("policy", draft.policy());
    json.put("reason_code", draft.reasonCode());
    ArrayNode covers = json.putArray("covers");
    for (Cover cover : draft.covers()) {
      covers
          .addObject()
          .put("phase", cover.phase())
          .put("policy", cover.policy())
          .put("reason_code", cover.reasonCode());
    }
    Assignee assignee = draft.assignee();
    if (assignee == null) {
      json.putNull("assignee");
    } else {
      json.putObject("assignee").put("kind", assignee.kind()).put("name", assignee.name());
    }
    json.set("requester", tree(draft.requester()));
    json.put("lifetime_seconds", draft.lifetime().toSeconds());
    return json;
  }

  private static ObjectNode tree(Requester requester) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("key", requester.key());
    json.put("user", requester.user());
    json.put("team", requester.team());
    return json;
  }

  /** What stands in a stored draft of this requester and of no other. */
  public static String mark(Requester requester) {
    // INVARIANT: quotation marks inside of texts are escaped, so that no text reads like this.
    return "\"requester\":" + tree(requester);
  }

  /** Reads what {@link #draft} made. */
  public static EscalationDraft parse(String text) {
    JsonNode json = JSON.readTree(text);
    List<Cover> covers = new ArrayList<>();
    for (JsonNode cover : json.path("covers")) {
      covers.add(
          new Cover(text(cover, "phase"), text(cover, "policy"), text(cover, "reason_code")));
    }
    JsonNode pack = json.path("pack");
    JsonNode assignee = json.path("assignee");
    JsonNode requester = json.path("requester");
    return new EscalationDraft(
        text(json, "event_id"),
        text(json, "request_id"),
        text(json, "gateway_id"),
        text(json, "route"),
        text(json, "model"),
        new EscalationDraft.Pack(text(pack, "name"), text(pack, "version"), text(pack, "digest")),
        text(json, "phase"),
        text(json, "policy"),
        text(json, "reason_code"),
        covers,
        assignee.isObject() ? new Assignee(text(assignee, "kind"), text(assignee, "name")) : null,
        new Requester(
            optional(requester, "key"), optional(requester, "user"), optional(requester, "team")),
        Duration.ofSeconds(Math.max(1, json.path("lifetime_seconds").asLong(1))));
  }

  private static String text(JsonNode json, String name) {
    return json.path(name).asString("");
  }

  private static @Nullable String optional(JsonNode json, String name) {
    return json.path(name).isString() ? json.path(name).stringValue() : null;
  }
}
