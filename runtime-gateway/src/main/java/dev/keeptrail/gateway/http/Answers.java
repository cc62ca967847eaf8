package dev.keeptrail.gateway.http;

import dev.keeptrail.gateway.refusal.ErrorType;
import dev.keeptrail.gateway.refusal.Refusal;
import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.QueryFormatException;
import dev.keeptrail.ledger.export.ExportFormat;
import io.javalin.http.Context;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What operators' routes answer with. Stateless. */
final class Answers {
  private static final Logger LOG = LoggerFactory.getLogger(Answers.class);

  private Answers() {}

  @FunctionalInterface
  interface Work {
    void run() throws QueryFormatException, LedgerException, IOException;
  }

  /** Says what is wrong with a question or the ledger, as long as nothing was answered. */
  static void guarded(Context context, Work work) throws IOException {
    try {
      work.run();
    } catch (QueryFormatException wrong) {
      String message = String.valueOf(wrong.getMessage());
      Reply.refuse(context.res(), Refusal.invalid("invalid_query", message, null), "", null);
    } catch (LedgerException unreadable) {
      LOG.error("an operator could not read the ledger: {}", unreadable.getMessage());
      if (context.res().isCommitted()) {
        throw new IOException("the ledger could not be read on", unreadable);
      }
      context.res().reset();
      Reply.refuse(
          context.res(),
          Refusal.of(
              503,
              ErrorType.INTERNAL_ERROR,
              "ledger_unavailable",
              String.valueOf(unreadable.getMessage())),
          "",
          null);
    }
  }

  static void json(Context context, int status, String body) throws IOException {
    Reply.send(context.res(), status, Reply.JSON, body.getBytes(StandardCharsets.UTF_8));
  }

  static ExportFormat format(@Nullable String word) throws QueryFormatException {
    return ExportFormat.of(word == null ? "json" : word)
        .orElseThrow(() -> new QueryFormatException("the formats are " + ExportFormat.words()));
  }
}
