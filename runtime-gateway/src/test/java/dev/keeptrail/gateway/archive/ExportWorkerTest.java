package dev.keeptrail.gateway.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.ledger.Durability;
import dev.keeptrail.ledger.EventQuery;
import dev.keeptrail.ledger.EventReader;
import dev.keeptrail.ledger.EventStore;
import dev.keeptrail.ledger.Ledgers;
import dev.keeptrail.ledger.event.AdministrativeEvent.Actor;
import dev.keeptrail.ledger.export.ExportFormat;
import dev.keeptrail.ledger.export.ExportJob;
import dev.keeptrail.ledger.export.ExportJobs;
import dev.keeptrail.ledger.export.ExportTrail;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a gateway does about exports that nobody asks it for. */
final class ExportWorkerTest {
  @TempDir private Path ledger;

  private final List<String> noted = new CopyOnWriteArrayList<>();
  private final ExportTrail trail = (action, _, subject, _) -> noted.add(action + " " + subject);

  @Test
  @Timeout(60)
  void filesWhoseTimeIsOverAreRemovedThoughNobodyMakesAnother() throws Exception {
    try (EventStore _ = Ledgers.openForAppend(ledger, Durability.BATCH);
        EventReader reader = Ledgers.openForReading(ledger)) {
      var jobs = new ExportJobs(ledger, Clock.systemUTC(), trail);
      var ana = new Actor(Actor.USER, "ana");
      ExportJob made = jobs.create(EventQuery.latest(1), ExportFormat.CSV, reader, ana);
      assertThat(jobs.run(made.id(), reader, _ -> true).completed()).isNotNull();

      Clock later = Clock.offset(Clock.systemUTC(), ExportJobs.KEPT.plus(Duration.ofMinutes(1)));
      try (Archive archive = Archive.open(ledger, later, trail);
          var _ = new ExportWorker(archive)) {
        while (jobs.find(made.id()).isPresent()) {
          Thread.sleep(10);
        }
      }
      assertThat(ledger.resolve("exports").resolve(made.fileName())).doesNotExist();
      assertThat(noted).last().asString().contains("removed", made.id());
    }
  }
}
