package dev.keeptrail.ledger.export;

import static dev.keeptrail.ledger.event.SampleEvents.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.keeptrail.ledger.CallerTerms;
import dev.keeptrail.ledger.Durability;
import dev.keeptrail.ledger.EventQuery;
import dev.keeptrail.ledger.EventReader;
import dev.keeptrail.ledger.EventStore;
import dev.keeptrail.ledger.EventTerms;
import dev.keeptrail.ledger.LedgerException;
import dev.keeptrail.ledger.Ledgers;
import dev.keeptrail.ledger.event.AdministrativeEvent.Actor;
import dev.keeptrail.ledger.event.SampleEvents;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Exports that outlive the program that began them. */
final class ExportJobsTest {
  /** More than one run writes between two descriptions. */
  private static final int EVENTS = 25_000;

  @TempDir private static Path shared;

  @TempDir private Path ledger;

  private static final Actor ANA = new Actor(Actor.USER, "ana");

  private record Noted(String action, Actor actor, String subject, Map<String, String> details) {}

  private final List<Noted> noted = new CopyOnWriteArrayList<>();
  private ExportTrail trail =
      (action, actor, subject, details) ->
          noted.add(new Noted(action, actor, subject, Map.copyOf(details)));

  private final AtomicReference<Instant> now = new AtomicReference<>(NOON);

  @ParameterizedTest
  @EnumSource
  void aJobThatWasInterruptedGoesOnAndEndsWithTheSameBytes(ExportFormat format) throws Exception {
    large();
    try (EventReader reader = Ledgers.openForReading(ledger)) {
      ExportJobs jobs = jobs();
      ExportJob made = jobs.create(everything(), format, reader, ANA);
      assertThat(made.state()).isEqualTo(ExportJob.State.QUEUED);
      ExportJob half = jobs.run(made.id(), reader, _ -> false);
      assertThat(half.state()).isEqualTo(ExportJob.State.RUNNING);
      // As after a crash: more on the disk than the description says.
      Files.writeString(jobs.file(half), "rubbish", StandardOpenOption.APPEND);

      ExportJob whole = jobs().run(made.id(), reader, _ -> true);

      assertThat(whole.state()).isEqualTo(ExportJob.State.COMPLETED);
      assertThat(whole.events()).isEqualTo(EVENTS);
      var once = new ByteArrayOutputStream();
      long ignored =
          new EventExporter(reader, (_, _) -> {}, (_, _) -> {}).export(everything(), format, once);
      assertThat(Files.readAllBytes(jobs.file(whole))).isEqualTo(once.toByteArray());
      try (Stream<Path> files = Files.list(ledger.resolve("exports"))) {
        assertThat(files.filter(file -> file.toString().endsWith(".groups"))).isEmpty();
      }
      assertThat(jobs.find(made.id())).contains(whole);
      assertThat(jobs.run(made.id(), reader, _ -> true)).isEqualTo(whole);
    }
  }

  /** What is before and behind the time that is asked for is not looked at. */
  @Test
  void aJobOfATimeHasTheEventsOfThatTime() throws Exception {
    try (EventStore store = Ledgers.openForAppend(ledger, Durability.BATCH)) {
      for (int at = 0; at < 9; at++) {
        store.append(SampleEvents.allowed("evt_" + at, NOON.plusSeconds(at)));
      }
    }
    try (EventReader reader = Ledgers.openForReading(ledger)) {
      EventQuery some =
          new EventQuery(NOON.plusSeconds(3), NOON.plusSeconds(5), Set.of(), null, 0, 10);
      EventQuery none =
          new EventQuery(NOON.plusSeconds(90), NOON.plusSeconds(99), Set.of(), null, 0, 10);
      for (EventQuery filter : List.of(some, none)) {
        ExportJob made = jobs().create(filter, ExportFormat.CSV, reader, ANA);
        ExportJob whole = jobs().run(made.id(), reader, _ -> true);
        assertThat(whole.state()).isEqualTo(ExportJob.State.COMPLETED);
        assertThat(whole.position()).isEqualTo(9);
        assertThat(whole.events()).isEqualTo(filter.equals(some) ? 2 : 0);
        assertThat(Files.readAllLines(jobs().file(whole))).hasSize(filter.equals(some) ? 3 : 1);
      }
    }
  }

  /** Between the last byte and the word that the file is whole. */
  @ParameterizedTest
  @EnumSource
  void aCrashAtTheVeryEndWritesNothingTwice(ExportFormat format) throws Exception {
    fill(3);
    try (EventReader reader = Ledgers.openForReading(ledger)) {
      ExportJob made = jobs().create(everything(), format, reader, ANA);
      ExportJob whole = jobs().run(made.id(), reader, _ -> true);
      byte[] bytes = Files.readAllBytes(jobs().file(whole));
      jobs().write(whole.at(whole.position(), whole.events(), whole.leftOut(), whole.bytes()));

      assertThat(jobs().run(made.id(), reader, _ -> true)).isEqualTo(whole);
      assertThat(Files.readAllBytes(jobs().file(whole))).isEqualTo(bytes);
    }
  }

  @Test
  void aDescriptionSaysEverythingThatIsAskedFor() throws Exception {
    fill(3);
    try (EventReader reader = Ledgers.openForReading(ledger)) {
      var filter =
          new EventQuery(NOON, NOON.plusSeconds(9), Set.of("block", "allow"), "dlp", 0, 1)
              .with(new EventTerms("a", "b", "c", "d\"\u0000").of(new CallerTerms("u", "t", "k")));
      ExportJob made = jobs().create(filter, ExportFormat.JSON, reader, ANA);
      assertThat(jobs().list()).containsExactly(made);
      ExportJob done = jobs().run(made.id(), reader, _ -> true);
      assertThat(Files.readString(jobs().file(done))).isEqualTo("[]\n");
    }
  }

  @Test
  void aFileThatCannotBeWrittenIsSaidAndCanBeTriedAgain() throws Exception {
    fill(3);
    try (EventReader reader = Ledgers.openForReading(ledger)) {
      ExportJob made = jobs().create(everything(), ExportFormat.CSV, reader, ANA);
      Path inTheWay = Files.createDirectory(jobs().file(made));
      assertThatThrownBy(() -> jobs().run(made.id(), reader, _ -> true))
          .isInstanceOf(IOException.class);
      ExportJob failed = jobs().find(made.id()).orElseThrow();
      assertThat(failed.state()).isEqualTo(ExportJob.State.FAILED);
      assertThat(failed.problem())
          .startsWith("the file cannot be written: ")
          .doesNotContain(ledger.toString());
      Files.delete(inTheWay);
      assertThat(jobs().run(made.id(), reader, _ -> true).events()).isEqualTo(3);
    }
  }

  @Test
  void wholeFilesAreRemovedAfterAWeek() throws Exception {
    fill(1);
    try (EventReader reader = Ledgers.openForReading(ledger)) {
      ExportJob old = jobs().create(everything(), ExportFormat.CSV, reader, ANA);
      old = jobs().run(old.id(), reader, _ -> true);
      now.set(NOON.plus(Duration.ofDays(8)));
      ExportJob fresh = jobs().create(everything(), ExportFormat.CSV, reader, ANA);
      assertThat(jobs().list()).containsExactly(fresh);
      assertThat(jobs().file(old)).doesNotExist();
      assertThat(jobs().remove(fresh.id(), ANA)).isTrue();
      assertThat(jobs().list()).isEmpty();
    }
  }

  @Test
  void whoDoesWhatIsPutDown() throws Exception {
    fill(1);
    try (EventReader reader = Ledgers.openForReading(ledger)) {
      var filter =
          new EventQuery(NOON, null, Set.of("block", "allow"), "dlp", 0, 1)
              .with(new EventTerms(null, "b", null, "d"));
      ExportJob made = jobs().create(filter, ExportFormat.JSON, reader, ANA);
      ExportJob whole = jobs().run(made.id(), reader, _ -> true);
      Path file = jobs().take(whole, ANA);
      assertThat(file).exists();
      now.set(NOON.plus(Duration.ofDays(8)));
      ExportJob next = jobs().create(everything(), ExportFormat.CSV, reader, ANA);
      assertThat(file).doesNotExist();

      Map<String, String> about =
          Map.of(
              "format",
              "json",
              "since",
              NOON.toString(),
              "verdict",
              "allow block",
              "policy",
              "dlp",
              "model",
              "b",
              "q",
              "d");
      assertThat(noted)
          .extracting(Noted::action, Noted::actor, Noted::subject)
          .containsExactly(
              tuple("export.created", ANA, made.id()),
              tuple("export.completed", ExportTrail.ITSELF, made.id()),
              tuple("export.downloaded", ANA, made.id()),
              tuple("export.removed", ExportTrail.ITSELF, made.id()),
              tuple("export.created", ANA, next.id()));
      assertThat(noted).first().extracting(Noted::details).isEqualTo(about);
      assertThat(noted.get(1).details())
          .containsAllEntriesOf(about)
          .containsEntry("events", "0")
          .containsEntry("sha256", whole.digest());
    }
  }

  @Test
  void oneThatIsCancelledWhileItIsWrittenStopsAndItsFileGoes() throws Exception {
    large();
    try (EventReader reader = Ledgers.openForReading(ledger)) {
      ExportJob made = jobs().create(everything(), ExportFormat.PARQUET, reader, ANA);
      ExportJob half = jobs().run(made.id(), reader, _ -> false);
      assertThat(jobs().file(half)).exists();

      ExportJob cancelled = jobs().cancel(made.id(), ANA).orElseThrow();

      assertThat(cancelled.state()).isEqualTo(ExportJob.State.CANCELLED);
      assertThat(jobs().list()).contains(cancelled);
      assertFilesOf(cancelled, ".job", ".lock");
      assertThat(jobs().cancel(made.id(), ANA)).contains(cancelled);
      assertThat(jobs().run(made.id(), reader, _ -> true)).isEqualTo(cancelled);
      assertThat(noted)
          .extracting(Noted::action, Noted::actor)
          .containsExactly(tuple("export.created", ANA), tuple("export.cancelled", ANA));
      assertThat(noted)
          .last()
          .satisfies(entry -> assertThat(entry.details()).containsEntry("status", "running"));
      assertThat(jobs().remove(made.id(), ANA)).isTrue();
      assertFilesOf(cancelled);
    }
  }

  /** Whoever has the job, in whichever process, is the one who stops and clears up. */
  @Test
  void whoWritesItStopsWhenAnotherCancels() throws Exception {
    fill(100);
    var writing = new CountDownLatch(1);
    var on = new CountDownLatch(1);
    try (EventReader reader = Ledgers.openForReading(ledger);
        EventReader other = Ledgers.openForReading(ledger)) {
      ExportJob made = jobs().create(everything(), ExportFormat.CSV, other, ANA);
      var run =
          new FutureTask<>(() ->
              jobs()
                  .run(
                      made.id(),
                      reader,
                      _ -> {
                        writing.countDown();
                        return await(on);
                      }));
      Thread writer = Thread.ofPlatform().start(run);
      assertThat(await(writing)).isTrue();
      // Both wait for who writes, and he cannot stop yet.
      var removing = new FutureTask<>(() -> jobs().remove(made.id(), ANA));
      Thread remover = Thread.ofPlatform().start(removing);
      while (!jobs().isCancelled(made.id())) {
        Thread.onSpinWait();
      }
      on.countDown();

      assertThat(run.get().state()).isEqualTo(ExportJob.State.CANCELLED);
      assertThat(removing.get()).isTrue();
      writer.join();
      remover.join();
      assertFilesOf(made);
      assertThat(noted)
          .extracting(Noted::action)
          .containsExactly("export.created", "export.cancelled", "export.removed");
    }
  }

  @Test
  void whoSeesThatItIsWholeCanRemoveIt() throws Exception {
    fill(1);
    var whole = new CountDownLatch(1);
    var on = new CountDownLatch(1);
    try (EventReader reader = Ledgers.openForReading(ledger)) {
      ExportJob made = jobs().create(everything(), ExportFormat.CSV, reader, ANA);
      var run =
          new FutureTask<>(() ->
              jobs()
                  .run(
                      made.id(),
                      reader,
                      job -> {
                        if (job.completed() == null) {
                          return true;
                        }
                        whole.countDown();
                        return await(on);
                      }));
      Thread writer = Thread.ofPlatform().start(run);
      assertThat(await(whole)).isTrue();
      assertThat(jobs().find(made.id()).orElseThrow().state()).isEqualTo(ExportJob.State.COMPLETED);
      // Who wrote it has not let go of it yet.
      var removing = new FutureTask<>(() -> jobs().remove(made.id(), ANA));
      Thread remover = Thread.ofPlatform().start(removing);
      while (remover.isAlive() && remover.getState() != Thread.State.TIMED_WAITING) {
        Thread.onSpinWait();
      }
      on.countDown();

      assertThat(removing.get()).isTrue();
      assertThat(run.get().state()).isEqualTo(ExportJob.State.COMPLETED);
      writer.join();
      remover.join();
      assertFilesOf(made);
    }
  }

  @Test
  void whatIsWholeIsNotCancelledAndWhatIsNotThereNeither() throws Exception {
    fill(1);
    try (EventReader reader = Ledgers.openForReading(ledger)) {
      ExportJob made = jobs().create(everything(), ExportFormat.CSV, reader, ANA);
      ExportJob whole = jobs().run(made.id(), reader, _ -> true);
      assertThatThrownBy(() -> jobs().cancel(made.id(), ANA))
          .isInstanceOf(ExportJobException.class)
          .hasMessageContaining("is whole");
      assertThat(jobs().cancel("exp_01KAR3V0000000000000000000", ANA)).isEmpty();
      assertThat(jobs().list()).containsExactly(whole);
      assertThat(jobs().file(whole)).exists();
    }
  }

  private void assertFilesOf(ExportJob job, String... endings) throws IOException {
    try (Stream<Path> files = Files.list(ledger.resolve("exports"))) {
      assertThat(
              files
                  .map(file -> String.valueOf(file.getFileName()))
                  .filter(name -> name.startsWith(job.id())))
          .containsExactlyInAnyOrder(
              Stream.of(endings).map(ending -> job.id() + ending).toArray(String[]::new));
    }
  }

  private static boolean await(CountDownLatch latch) {
    try {
      return latch.await(30, TimeUnit.SECONDS);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Test
  void nothingIsDoneThatCannotBePutDown() throws Exception {
    fill(1);
    try (EventReader reader = Ledgers.openForReading(ledger)) {
      ExportJob made = jobs().create(everything(), ExportFormat.CSV, reader, ANA);
      ExportJob whole = jobs().run(made.id(), reader, _ -> true);
      ExportJob begun = jobs().create(everything(), ExportFormat.CSV, reader, ANA);
      trail =
          (_, _, _, _) -> {
            throw new LedgerException("no room");
          };
      assertThatThrownBy(() -> jobs().create(everything(), ExportFormat.CSV, reader, ANA))
          .isInstanceOf(LedgerException.class);
      assertThatThrownBy(() -> jobs().take(whole, ANA)).isInstanceOf(LedgerException.class);
      assertThatThrownBy(() -> jobs().cancel(begun.id(), ANA)).isInstanceOf(LedgerException.class);
      assertThatThrownBy(() -> jobs().run(begun.id(), reader, _ -> true))
          .isInstanceOf(LedgerException.class);
      assertThatThrownBy(() -> jobs().remove(whole.id(), ANA)).isInstanceOf(LedgerException.class);
      assertThat(jobs().list())
          .extracting(ExportJob::id, ExportJob::state)
          .containsExactlyInAnyOrder(
              tuple(begun.id(), ExportJob.State.FAILED),
              tuple(whole.id(), ExportJob.State.COMPLETED));
      assertThat(jobs().file(whole)).exists();
    }
  }

  @Test
  void namesOfOtherFilesAreNoJobs() throws Exception {
    fill(1);
    try (EventReader reader = Ledgers.openForReading(ledger)) {
      ExportJob made = jobs().create(everything(), ExportFormat.CSV, reader, ANA);
      Files.writeString(ledger.resolve("exports/exp_broken.job"), "{");
      assertThat(jobs().list()).containsExactly(made);
      assertThat(jobs().find("../" + made.id())).isEmpty();
      assertThatThrownBy(() -> jobs().run("exp_01KAR3V0000000000000000000", reader, _ -> true))
          .isInstanceOf(ExportJobException.class);
    }
  }

  private ExportJobs jobs() {
    return new ExportJobs(ledger, now::get, trail);
  }

  private static EventQuery everything() {
    return EventQuery.latest(1);
  }

  private void large() throws Exception {
    // WHY: filling it takes most of the time, and reading it changes nothing.
    ledger = shared;
    if (!Files.exists(ledger.resolve("ledger.db"))) {
      fill(EVENTS);
    }
  }

  private void fill(int events) throws Exception {
    try (EventStore store = Ledgers.openForAppend(ledger, Durability.BATCH)) {
      Thread[] writers = new Thread[8];
      for (int writer = 0; writer < writers.length; writer++) {
        int first = writer;
        writers[writer] =
            Thread.ofVirtual()
                .start(() -> {
                  for (int number = first; number < events; number += writers.length) {
                    append(store, number);
                  }
                });
      }
      for (Thread writer : writers) {
        writer.join();
      }
    }
  }

  private static void append(EventStore store, int number) {
    try {
      store.append(SampleEvents.allowed("evt_" + number, NOON.plusMillis(number)));
    } catch (LedgerException failed) {
      throw new IllegalStateException(failed);
    }
  }
}
