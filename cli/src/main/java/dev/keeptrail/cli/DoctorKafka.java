package dev.keeptrail.cli;

import dev.keeptrail.kafka.KafkaSinkException;
import dev.keeptrail.kafka.Standing;
import dev.keeptrail.kafka.StandingFile;
import dev.keeptrail.language.diagnostic.Counted;
import dev.keeptrail.ledger.LedgerException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Says how the topics of a ledger stand; nothing where nothing is sent to any. */
record DoctorKafka(Invocation invocation, Path folder) {
  private static final String NAME = "kafka";

  List<DoctorCheck> checks() {
    List<DoctorCheck> checks = new ArrayList<>();
    try {
      long last = WebhookAccess.last(folder);
      for (Standing one : new StandingFile(folder).read().values()) {
        checks.add(check(one, last));
      }
    } catch (KafkaSinkException unreadable) {
      checks.add(
          DoctorCheck.failed(
              NAME, String.valueOf(unreadable.getMessage()), "the gateway cannot send meanwhile"));
    } catch (LedgerException _) {
      // The check of the ledger says so.
      return checks;
    }
    return checks;
  }

  private static DoctorCheck check(Standing one, long last) {
    String detail = "%s is %s".formatted(one.topic(), KafkaStatusCommand.behind(one, last));
    if (one.failingSince() != null) {
      return DoctorCheck.warning(
          NAME,
          "%s, failing since %s: %s".formatted(detail, one.failingSince(), one.problem()),
          "`kt kafka check` tries the settings; nothing is lost meanwhile");
    }
    if (one.unreadable() > 0) {
      return DoctorCheck.warning(
          NAME,
          "%s; %s passed over, the last one %s"
              .formatted(
                  detail,
                  Counted.of(
                      one.unreadable(),
                      "record could not be read and was",
                      "records could not be read and were"),
                  one.lastUnreadable()),
          "`kt ledger verify` says what was done to the ledger");
    }
    if (one.refused() > 0) {
      return DoctorCheck.warning(
          NAME,
          "%s; %s too large, the last one %s"
              .formatted(
                  detail, Counted.of(one.refused(), "event was", "events were"), one.lastRefused()),
          "raise `max.message.bytes` of the topic; fetch them with `kt events show`");
    }
    return DoctorCheck.ok(NAME, detail);
  }
}
