package dev.keeptrail.cli.lsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(180)
final class WorkerTest {
  @Test
  void endsAQuestionThatIsCancelledWhileItIsWorkedOn() throws Exception {
    try (Worker worker = new Worker()) {
      var begun = new CountDownLatch(1);
      var cancelled = new CountDownLatch(1);
      var finished = new AtomicBoolean();
      CompletableFuture<String> question =
          worker.ask(() -> {
            worker.checkCancelled();
            begun.countDown();
            await(cancelled);
            worker.checkCancelled();
            finished.set(true);
            return "answer";
          });
      begun.await();
      assertThat(question.cancel(true)).isTrue();
      cancelled.countDown();

      assertThat(worker.ask(() -> "next").get()).isEqualTo("next");
      assertThat(finished).isFalse();
      assertThatThrownBy(question::get).isInstanceOf(CancellationException.class);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException interrupted) {
      throw new AssertionError(interrupted);
    }
  }
}
