package dev.keeptrail.detectors.presidio;

import dev.keeptrail.detectors.Evidence;
import dev.keeptrail.detectors.ScanText;
import dev.keeptrail.detectors.plugin.BatchDetector;
import dev.keeptrail.detectors.plugin.Deadline;
import dev.keeptrail.detectors.plugin.DetectorFailedException;
import dev.keeptrail.detectors.service.JsonService;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Asks the service about each text of a scan, several at the same time. */
final class PresidioDetector implements BatchDetector {
  private static final int MAX_MATCH = 1_000;

  private final Question question;
  private final JsonService service;
  private final String version;

  PresidioDetector(Question question, JsonService service, String version) {
    this.question = question;
    this.service = service;
    this.version = version;
  }

  @Override
  public String version() {
    return version;
  }

  @Override
  public Set<String> categories() {
    return Set.copyOf(question.categories().values());
  }

  @Override
  public int maxMatchLength() {
    return MAX_MATCH;
  }

  @Override
  public void detect(List<ScanText> texts, Deadline deadline, Sink sink)
      throws InterruptedException {
    if (texts.size() == 1) {
      report(0, ask(texts.getFirst(), deadline), sink);
      return;
    }
    // WHY: waiting for a socket is all that these threads do; the pool bounds the requests.
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<List<Answer.Entity>>> answers = new ArrayList<>();
      texts.forEach(text -> answers.add(threads.submit(() -> ask(text, deadline))));
      try {
        for (int i = 0; i < answers.size(); i++) {
          report(i, answers.get(i).get(), sink);
        }
      } catch (ExecutionException e) {
        throw e.getCause() instanceof DetectorFailedException failed
            ? failed
            : new IllegalStateException(e.getCause());
      } finally {
        answers.forEach(answer -> answer.cancel(true));
      }
    }
  }

  private List<Answer.Entity> ask(ScanText text, Deadline deadline) {
    deadline.check();
    return Answer.read(service.ask(question.body(text.text()), deadline), text.text());
  }

  /** What was not asked for is left out: the service may say more. */
  private void report(int text, List<Answer.Entity> entities, Sink sink) {
    for (Answer.Entity entity : entities) {
      String category = question.categories().get(entity.type());
      if (category != null && entity.score() >= question.threshold()) {
        sink.add(
            text,
            entity.start(),
            entity.end(),
            category,
            entity.type(),
            entity.score(),
            Evidence.MODEL);
      }
    }
  }

  @Override
  public void close() {
    service.close();
  }
}
