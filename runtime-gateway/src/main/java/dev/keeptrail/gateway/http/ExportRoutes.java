package dev.keeptrail.gateway.http;

import dev.keeptrail.gateway.archive.Archive;
import dev.keeptrail.gateway.archive.EventParameters;
import dev.keeptrail.gateway.archive.ExportWorker;
import dev.keeptrail.gateway.callers.KeyScope;
import dev.keeptrail.gateway.callers.Operator;
import dev.keeptrail.gateway.json.MalformedJsonException;
import dev.keeptrail.gateway.json.StrictJson;
import dev.keeptrail.gateway.refusal.ErrorType;
import dev.keeptrail.gateway.refusal.Refusal;
import dev.keeptrail.ledger.EventPage;
import dev.keeptrail.ledger.EventReader;
import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.QueryFormatException;
import dev.keeptrail.ledger.escalation.EscalationException;
import dev.keeptrail.ledger.event.EventJson;
import dev.keeptrail.ledger.export.ExportJob;
import dev.keeptrail.ledger.export.ExportJobException;
import dev.keeptrail.ledger.export.ExportJobJson;
import io.javalin.config.RoutesConfig;
import io.javalin.http.ContentTooLargeResponse;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Exports that are made beside the traffic and fetched when they are whole. */
final class ExportRoutes {
  private static final int PREVIEW = 10;
  private static final int MAX_BODY = 16 * 1024;

  private static final Refusal NOT_FOUND =
      Refusal.of(
          404, ErrorType.VALIDATION_ERROR, "export_not_found", "there is no export of this id");

  private static final Refusal UNFINISHED =
      Refusal.of(
              409,
              ErrorType.VALIDATION_ERROR,
              "export_unfinished",
              "the export is not whole yet; its status says how far it is")
          .retryAfter("2");

  private static final Refusal CANCELLED =
      Refusal.of(
          409,
          ErrorType.VALIDATION_ERROR,
          "export_cancelled",
          "the export was cancelled; make another one");

  private final Archive archive;
  private final ExportWorker worker;

  ExportRoutes(Archive archive, ExportWorker worker) {
    this.archive = archive;
    this.worker = worker;
  }

  void register(RoutesConfig routes, Guard guard) {
    routes.get(
        "/v1/exports/preview", guard.only(KeyScope.EVENTS, (context, _) -> preview(context)));
    routes.post("/v1/exports/jobs", guard.only(KeyScope.EVENTS, named(this::create)));
    routes.get("/v1/exports/jobs", guard.only(KeyScope.EVENTS, (context, _) -> list(context)));
    routes.get("/v1/exports/jobs/{id}", guard.only(KeyScope.EVENTS, (context, _) -> one(context)));
    routes.delete("/v1/exports/jobs/{id}", guard.only(KeyScope.EVENTS, named(this::remove)));
    routes.post("/v1/exports/jobs/{id}/cancel", guard.only(KeyScope.EVENTS, named(this::cancel)));
    routes.get(
        "/v1/exports/jobs/{id}/download", guard.only(KeyScope.EVENTS, named(this::download)));
  }

  /** Somebody under the name that he gives, where he has no key that says it. */
  private static Guard.Work named(Guard.Work work) {
    return (context, operator) -> {
      Operator called;
      try {
        called = Reviewers.called(operator, Reviewers.said(context.req()));
      } catch (EscalationException unfit) {
        Reply.refuse(context.res(), Reviewers.refusal(unfit), "", null);
        return;
      }
      work.handle(context, called);
    };
  }

  private void preview(Context context) throws IOException {
    Answers.guarded(
        context,
        () -> {
          var query =
              new EventParameters(RawQuery.parameters(context), archive.clock())
                  .allowing("format")
                  .page(PREVIEW, PREVIEW);
          EventPage page = archive.look(browser -> browser.page(query));
          String events =
              page.events().stream()
                  .map(stored -> EventJson.write(stored.event()))
                  .collect(Collectors.joining(",\n"));
          Answers.json(
              context,
              200,
              "{\"events\":[\n%s\n],\"unreadable\":%s,\"more\":%b}\n"
                  .formatted(events, Unreadable.array(page.leftOut()), page.next() != null));
        });
  }

  private void create(Context context, Operator operator) throws IOException {
    Answers.guarded(
        context,
        () -> {
          EventParameters asked = new EventParameters(body(context), archive.clock());
          begin(context, asked.allowing("format"), operator);
        });
  }

  private void begin(Context context, EventParameters asked, Operator operator)
      throws QueryFormatException, LedgerException, IOException {
    try {
      ExportJob job = create(asked, operator);
      context.header("location", "/v1/exports/jobs/" + job.id());
      Answers.json(context, 201, ExportJobJson.write(job));
    } catch (ExportJobException full) {
      Refusal refusal =
          Refusal.of(409, ErrorType.VALIDATION_ERROR, "too_many_exports", full.problem());
      Reply.refuse(context.res(), refusal, "", null);
    }
  }

  /** Makes a job and has it run. */
  ExportJob create(EventParameters asked, Operator operator)
      throws QueryFormatException, LedgerException, ExportJobException, IOException {
    var format = Answers.format(asked.one("format"));
    try (EventReader reader = archive.reader()) {
      ExportJob job =
          archive.jobs().create(asked.filter(), format, reader, Reviewers.actor(operator));
      worker.run(job);
      return job;
    }
  }

  /** The members of the body as parameters. */
  private static Map<String, List<String>> body(Context context)
      throws QueryFormatException, IOException {
    if (context.req().getContentLengthLong() > MAX_BODY) {
      throw new ContentTooLargeResponse();
    }
    byte[] bytes = context.req().getInputStream().readNBytes(MAX_BODY + 1);
    if (bytes.length > MAX_BODY) {
      throw new ContentTooLargeResponse();
    }
    try {
      JsonNode json = StrictJson.parse(bytes);
      if (!json.isObject()) {
        throw new QueryFormatException("the body is not a JSON object");
      }
      Map<String, List<String>> members = new HashMap<>();
      for (var member : json.properties()) {
        // The documented name of a time range up to now.
        String name = member.getKey().equals("time_window") ? "since" : member.getKey();
        members.computeIfAbsent(name, _ -> new ArrayList<>()).addAll(words(member.getValue()));
      }
      return members;
    } catch (MalformedJsonException malformed) {
      throw new QueryFormatException(String.valueOf(malformed.getMessage()));
    }
  }

  private static List<String> words(JsonNode value) throws QueryFormatException {
    List<String> words = new ArrayList<>();
    for (JsonNode one : value.isArray() ? value : List.of(value)) {
      if (one.isString()) {
        words.add(one.stringValue());
      } else if (!one.isNull()) {
        throw new QueryFormatException("members of the body are texts or arrays of texts");
      }
    }
    return words;
  }

  private void list(Context context) throws IOException {
    String jobs =
        archive.jobs().list().stream().map(ExportJobJson::write).collect(Collectors.joining(",\n"));
    Answers.json(context, 200, "{\"jobs\":[\n" + jobs + "\n]}\n");
  }

  private void one(Context context) throws IOException {
    ExportJob job = archive.jobs().find(context.pathParam("id")).orElse(null);
    if (job == null) {
      Reply.refuse(context.res(), NOT_FOUND, "", null);
    } else {
      Answers.json(context, 200, ExportJobJson.write(job) + "\n");
    }
  }

  private void cancel(Context context, Operator operator) throws IOException {
    Answers.guarded(context, () -> cancelOrSay(context, operator));
  }

  private void cancelOrSay(Context context, Operator operator) throws LedgerException, IOException {
    try {
      ExportJob job =
          archive.jobs().cancel(context.pathParam("id"), Reviewers.actor(operator)).orElse(null);
      if (job == null) {
        Reply.refuse(context.res(), NOT_FOUND, "", null);
      } else {
        int status = job.state() == ExportJob.State.CANCELLED ? 200 : 202;
        Answers.json(context, status, ExportJobJson.write(job) + "\n");
      }
    } catch (ExportJobException whole) {
      Reply.refuse(
          context.res(),
          Refusal.of(409, ErrorType.VALIDATION_ERROR, "export_completed", whole.problem()),
          "",
          null);
    }
  }

  private void remove(Context context, Operator operator) throws IOException {
    Answers.guarded(context, () -> removeOrSay(context, operator));
  }

  private void removeOrSay(Context context, Operator operator) throws LedgerException, IOException {
    try {
      if (archive.jobs().remove(context.pathParam("id"), Reviewers.actor(operator))) {
        context.res().setStatus(204);
      } else {
        Reply.refuse(context.res(), NOT_FOUND, "", null);
      }
    } catch (ExportJobException busy) {
      Reply.refuse(
          context.res(),
          Refusal.of(409, ErrorType.VALIDATION_ERROR, "export_busy", busy.problem())
              .retryAfter("2"),
          "",
          null);
    }
  }

  /** The file, or the rest of it. */
  void download(Context context, Operator operator) throws IOException {
    Answers.guarded(context, () -> send(context, operator));
  }

  private void send(Context context, Operator operator) throws LedgerException, IOException {
    ExportJob job = archive.jobs().find(context.pathParam("id")).orElse(null);
    if (job == null) {
      Reply.refuse(context.res(), NOT_FOUND, "", null);
    } else if (job.state() == ExportJob.State.CANCELLED) {
      Reply.refuse(context.res(), CANCELLED, "", null);
    } else if (job.state() != ExportJob.State.COMPLETED) {
      Reply.refuse(context.res(), UNFINISHED, "", null);
    } else {
      FileReply.send(
          context.req(),
          context.res(),
          archive.jobs().take(job, Reviewers.actor(operator)),
          job.fileName(),
          job.format().mediaType(),
          String.valueOf(job.digest()));
    }
  }
}
