package dev.keeptrail.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.keeptrail.ledger.escalation.Escalation.State;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An approved request whose event cannot be recorded: nobody gets an answer. */
@Timeout(180)
final class UnrecordedApprovalsIT {
  @TempDir private Path folder;

  /** The caller got nothing, and nobody can show what became of its approval. */
  @Test
  void anApprovalOfWhatCannotBeRecordedIsGoodAgain() throws Exception {
    var store = new MemoryStore[1];
    var full = new AtomicBoolean(true);
    FakeUpstream upstream =
        new FakeUpstream((request, out) -> {
          store[0].failing = full.getAndSet(false);
          FakeUpstream.fixed(200, "application/json", FakeUpstream.completion("fine"))
              .answer(request, out);
        });
    try (var office =
        new Office(folder, upstream, new FakeProgram(List.of(House.openai(upstream, null))))) {
      store[0] = office.house.store;
      String prompt = House.prompt("ASK-SOMEBODY");
      String id = Office.id(office.ask(prompt, "x-user-id", "ana"));
      office.approve(id);

      assertThat(Office.code(office.again(prompt, id))).isEqualTo("ledger_unavailable");
      assertThat(upstream.received).hasSize(1);
      store[0].failing = false;
      HttpResponse<String> through = office.again(prompt, id);
      while (through.statusCode() == 503) {
        Thread.sleep(20);
        through = office.again(prompt, id);
      }

      assertThat(through.statusCode()).as(through.body()).isEqualTo(200);
      assertThat(upstream.received).hasSize(2);
      assertThat(office.last().tags()).containsEntry("escalation_id", id);
      assertThat(Office.code(office.again(prompt, id))).isEqualTo("escalation_used");
      assertThat(upstream.received).hasSize(2);
    }
  }

  /** What was approved is the answer that was seen, and it is there until its event is. */
  @Test
  void anAnswerThatWasHeldBackAndCouldNotBeRecordedIsReleasedLater() throws Exception {
    try (var office = Office.saying(folder, "ASK-SOMEBODY whether he may know")) {
      String prompt = House.prompt("hello");
      String id = Office.id(office.ask(prompt, "x-user-id", "ana"));
      office.approve(id);
      office.house.store.failing = true;
      assertThat(Office.code(office.again(prompt, id))).isEqualTo("ledger_unavailable");
      office.house.store.failing = false;
      HttpResponse<String> again = office.again(prompt, id);
      while (again.statusCode() == 503) {
        Thread.sleep(20);
        again = office.again(prompt, id);
      }

      assertThat(again.statusCode()).as(again.body()).isEqualTo(200);
      assertThat(again.body()).contains("ASK-SOMEBODY whether he may know");
      assertThat(office.upstream.received).hasSize(1);
      assertThat(Office.code(office.again(prompt, id))).isEqualTo("escalation_used");
      awaitForgotten(office);
    }
  }

  /** As it is where the process dies after the approval was used and before the event is there. */
  @Test
  void whatWasUsedForNothingIsGoodAgainForTheNextProcess() throws Exception {
    try (var office = Office.saying(folder, "ASK-SOMEBODY whether he may know");
        ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      String prompt = House.prompt("hello");
      String id = Office.id(office.ask(prompt, "x-user-id", "ana"));
      office.approve(id);
      var never = new CountDownLatch(1);
      office.house.store.gate = never;
      Future<HttpResponse<String>> lost = callers.submit(() -> office.again(prompt, id));
      while (state(office, id) != State.USED) {
        Thread.sleep(10);
      }

      try (var next = Office.saying(folder, "somebody else's answer")) {
        assertThat(state(next, id)).isEqualTo(State.APPROVED);
        HttpResponse<String> through = next.again(prompt, id);
        assertThat(through.statusCode()).as(through.body()).isEqualTo(200);
        assertThat(through.body()).contains("ASK-SOMEBODY whether he may know");
        assertThat(next.upstream.received).isEmpty();
        awaitForgotten(next);
      } finally {
        office.house.store.failing = true;
        never.countDown();
        assertThat(Office.code(lost.get())).isEqualTo("ledger_unavailable");
      }
    }
  }

  /** Nor does the next process give back what is on record. */
  @Test
  void whatIsOnRecordStaysUsedForTheNextProcess() throws Exception {
    String prompt = House.prompt("ASK-SOMEBODY");
    try (var office = Office.saying(folder, "fine")) {
      String id = Office.id(office.ask(prompt, "x-user-id", "ana"));
      office.approve(id);
      assertThat(office.again(prompt, id).statusCode()).isEqualTo(200);
      awaitForgotten(office);

      try (var next = Office.saying(folder, "fine")) {
        assertThat(Office.code(next.again(prompt, id))).isEqualTo("escalation_used");
        assertThat(state(next, id)).isEqualTo(State.USED);
      }
    }
  }

  private static State state(Office office, String id) throws Exception {
    return office.administration.escalations().find(id).orElseThrow().state();
  }

  private static void awaitForgotten(Office office) throws Exception {
    while (!office.administration.escalations().unsettled().isEmpty()) {
      Thread.sleep(20);
    }
  }
}
