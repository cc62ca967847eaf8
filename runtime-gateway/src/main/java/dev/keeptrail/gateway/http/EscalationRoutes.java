package dev.keeptrail.gateway.http;

import dev.keeptrail.gateway.callers.KeyScope;
import dev.keeptrail.gateway.callers.Operator;
import dev.keeptrail.gateway.json.MalformedJsonException;
import dev.keeptrail.gateway.json.StrictJson;
import dev.keeptrail.gateway.refusal.ErrorType;
import dev.keeptrail.gateway.refusal.Refusal;
import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.escalation.Escalation;
import dev.keeptrail.ledger.escalation.EscalationException;
import dev.keeptrail.ledger.escalation.EscalationJson;
import dev.keeptrail.ledger.escalation.EscalationQueue;
import dev.keeptrail.ledger.escalation.EscalationQueue.Outcome;
import dev.keeptrail.ledger.escalation.HeldContent;
import dev.keeptrail.ledger.escalation.Reviewer;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.io.InputStream;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The queue of escalations for reviewers: what waits, who looks, what was decided. Thread-safe. */
public final class EscalationRoutes {
  private static final String ROOT = "/keeptrusts/escalations";
  private static final String ONE = ROOT + "/{id}";
  private static final int MOST_BYTES = 64 * 1024;
  private static final int MOST_LISTED = 1_000;
  private static final int LISTED = 100;
  private static final Set<String> FILTERS = Set.of("state", "assignee", "limit");

  private final EscalationQueue queue;
  private final Guard guard;

  EscalationRoutes(EscalationQueue queue, Guard guard) {
    this.queue = queue;
    this.guard = guard;
  }

  void register(RoutesConfig config) {
    config.get(ROOT, answering((context, _) -> list(context)));
    config.get(ONE, answering((context, _) -> EscalationJson.tree(found(context))));
    config.get(ONE + "/content", answering(this::content));
    config.post(ONE + "/claim", answering(this::claim));
    config.post(ONE + "/unclaim", answering(this::unclaim));
    config.post(ONE + "/resolve", answering(this::resolve));
  }

  /** What a route answers with. */
  @FunctionalInterface
  private interface Answer {
    JsonNode of(Context context, Operator operator)
        throws LedgerException, EscalationException, IOException;
  }

  private Handler answering(Answer answer) {
    return guard.only(
        KeyScope.ADMIN,
        (context, operator) -> {
          try {
            Reply.send(
                context.res(), 200, Reply.JSON, StrictJson.write(answer.of(context, operator)));
          } catch (EscalationException refused) {
            Reply.refuse(context.res(), refusal(refused), "", null);
          } catch (LedgerException failed) {
            Reply.refuse(
                context.res(),
                Refusal.of(
                    503,
                    ErrorType.INTERNAL_ERROR,
                    "ledger_unavailable",
                    String.valueOf(failed.getMessage())),
                "",
                null);
          }
        });
  }

  /** The status that a refusal is answered with. */
  static int status(EscalationException.Why why) {
    return switch (why) {
      case UNKNOWN -> 404;
      case CLAIMED, SETTLED -> 409;
      case NOT_YOURS, OWN_REQUEST -> 403;
      case UNFIT -> 422;
    };
  }

  private static Refusal refusal(EscalationException refused) {
    return Refusal.of(
        status(refused.why()),
        ErrorType.VALIDATION_ERROR,
        refused.why().word(),
        String.valueOf(refused.getMessage()));
  }

  private JsonNode list(Context context) throws LedgerException, EscalationException {
    requireKnown(context);
    Set<Escalation.State> states = EnumSet.noneOf(Escalation.State.class);
    String asked = context.queryParam("state");
    if (asked != null) {
      for (String word : asked.split(",", -1)) {
        states.add(
            Escalation.State.of(word.strip())
                .orElseThrow(
                    () -> unfit("`state` is queued, claimed, approved, denied, used or expired")));
      }
    }
    String assignee = context.queryParam("assignee");
    if (assignee != null && assignee.indexOf('\ufffd') >= 0) {
      throw unfit("`assignee` is text in UTF-8");
    }
    return EscalationJson.tree(queue.list(states, assignee, limit(context.queryParam("limit"))));
  }

  /** A filter with a slip in its name must not come to everything. */
  private static void requireKnown(Context context) throws EscalationException {
    if (!RawQuery.isWhole(context.queryString())) {
      throw unfit("a `%` in the URL is not followed by two hexadecimal digits");
    }
    for (Map.Entry<String, List<String>> parameter : context.queryParamMap().entrySet()) {
      if (!FILTERS.contains(parameter.getKey()) || parameter.getValue().size() > 1) {
        throw unfit("the parameters are `state`, `assignee` and `limit`, each once");
      }
    }
  }

  private static int limit(@Nullable String word) throws EscalationException {
    try {
      int limit = word == null ? LISTED : Integer.parseInt(word);
      if (limit >= 1 && limit <= MOST_LISTED) {
        return limit;
      }
    } catch (NumberFormatException _) {
      // Said below, with the remedy.
    }
    throw unfit("`limit` is 1 to " + MOST_LISTED);
  }

  private Escalation found(Context context) throws LedgerException, EscalationException {
    return queue
        .find(context.pathParam("id"))
        .orElseThrow(() ->
            new EscalationException(
                EscalationException.Why.UNKNOWN, "there is no escalation under this id"));
  }

  /** Whoever may decide may see what it is about. */
  private JsonNode content(Context context, Operator operator)
      throws LedgerException, EscalationException {
    Escalation about = found(context);
    if (!reviewer(context, operator).isMeantBy(about.draft().assignee())) {
      throw new EscalationException(
          EscalationException.Why.NOT_YOURS, "what was held back is for somebody else to see");
    }
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    Optional<HeldContent> held = queue.content(about.id());
    json.set("request", held.map(HeldContent::request).map(EscalationRoutes::parsed).orElse(null));
    json.set(
        "answer", held.flatMap(HeldContent::answer).map(EscalationRoutes::parsed).orElse(null));
    return json;
  }

  private static @Nullable JsonNode parsed(byte[] json) {
    try {
      return StrictJson.parse(json);
    } catch (MalformedJsonException _) {
      return null;
    }
  }

  private JsonNode claim(Context context, Operator operator)
      throws LedgerException, EscalationException {
    return EscalationJson.tree(queue.claim(context.pathParam("id"), reviewer(context, operator)));
  }

  private JsonNode unclaim(Context context, Operator operator)
      throws LedgerException, EscalationException {
    return EscalationJson.tree(queue.unclaim(context.pathParam("id"), reviewer(context, operator)));
  }

  private JsonNode resolve(Context context, Operator operator)
      throws LedgerException, EscalationException, IOException {
    JsonNode body = body(context);
    Outcome outcome =
        Outcome.of(body.path("outcome").asString(""))
            .orElseThrow(() -> unfit("`outcome` is `approved` or `denied`"));
    return EscalationJson.tree(
        queue.resolve(
            context.pathParam("id"),
            reviewer(context, operator),
            outcome,
            body.path("reason").asString("")));
  }

  private static JsonNode body(Context context) throws IOException, EscalationException {
    try (InputStream in = context.req().getInputStream()) {
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw unfit("the body is larger than any decision");
      }
      return StrictJson.parse(bytes);
    } catch (MalformedJsonException malformed) {
      throw unfit(malformed.problem());
    }
  }

  private static EscalationException unfit(String message) {
    return new EscalationException(EscalationException.Why.UNFIT, message);
  }

  private static Reviewer reviewer(Context context, Operator operator) throws EscalationException {
    return Reviewers.saying(operator, Reviewers.said(context.req()));
  }
}
