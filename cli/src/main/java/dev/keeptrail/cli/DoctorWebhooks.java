package dev.keeptrail.cli;

import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.PrintableText;
import dev.keeptrail.webhooks.KeptWebhook;
import dev.keeptrail.webhooks.UnreadableWebhook;
import dev.keeptrail.webhooks.Webhook;
import dev.keeptrail.webhooks.WebhookBook;
import dev.keeptrail.webhooks.WebhookException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Says how the webhooks of a ledger stand; nothing where there are none. */
record DoctorWebhooks(Path folder) {
  private static final String NAME = "webhook";

  List<DoctorCheck> checks() {
    List<DoctorCheck> checks = new ArrayList<>();
    if (!WebhookBook.exists(folder)) {
      return checks;
    }
    try (WebhookBook book = WebhookBook.open(folder)) {
      for (KeptWebhook kept : book.all()) {
        checks.add(
            switch (kept) {
              case Webhook webhook -> check(WebhookAccess.standing(book, webhook, folder));
              case UnreadableWebhook lost -> unreadable(lost);
            });
      }
    } catch (WebhookException unreadable) {
      checks.add(
          DoctorCheck.failed(
              NAME, String.valueOf(unreadable.getMessage()), "the gateway cannot send meanwhile"));
    } catch (LedgerException _) {
      // The check of the ledger says so.
      return checks;
    }
    return checks;
  }

  private static DoctorCheck unreadable(UnreadableWebhook lost) {
    String id = PrintableText.beginning(lost.id());
    return DoctorCheck.failed(
        NAME,
        "%s cannot be read: %s".formatted(id, lost.problem()),
        "nothing is sent to it; `kt webhook delete " + id + "` forgets it, then make another");
  }

  private static DoctorCheck check(WebhookReport.Standing standing) {
    Webhook webhook = standing.webhook();
    String detail =
        "%s is %s, %s"
            .formatted(
                webhook.id(),
                standing.state(),
                standing.behind() == 0 ? "up to date" : standing.behind() + " behind");
    if (webhook.problem() != null) {
      return DoctorCheck.warning(
          NAME,
          "%s: %s".formatted(detail, webhook.problem()),
          "`kt webhook test " + webhook.id() + "` tries it; nothing is lost meanwhile");
    }
    if (standing.dead() > 0) {
      return DoctorCheck.warning(
          NAME,
          "%s; dead letters: %d".formatted(detail, standing.dead()),
          "`kt webhook redeliver " + webhook.id() + "` sends them again");
    }
    return DoctorCheck.ok(NAME, detail);
  }
}
