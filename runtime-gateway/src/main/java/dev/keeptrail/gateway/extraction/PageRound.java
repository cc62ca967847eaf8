package dev.keeptrail.gateway.extraction;

import dev.keeptrail.gateway.body.Identifiers;
import dev.keeptrail.gateway.extraction.ContentExtraction.Named;
import dev.keeptrail.gateway.extraction.Page.Outcome;
import dev.keeptrail.gateway.provider.Recall;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.jspecify.annotations.Nullable;

/**
 * Fetches several pages at the same time, and waits no longer than the limit for all of them
 * together. What does not come in time is given up.
 */
record PageRound(
    PageFetcher fetcher, ListedHosts hosts, int maxBytes, Duration timeout, Semaphore places) {

  /** One page on its way. */
  private record Running(FutureTask<Page> task, AtomicReference<@Nullable HttpGet> request) {}

  /** The pages, in this order. */
  List<Page> fetch(List<Named> wanted, Recall recall) {
    long deadline = System.nanoTime() + timeout.toNanos();
    List<Running> running = wanted.stream().map(named -> begin(named, recall)).toList();
    List<Page> pages = new ArrayList<>();
    try (Recall.Asked _ = recall.during(() -> running.forEach(PageRound::giveUp))) {
      for (int at = 0; at < wanted.size(); at++) {
        String host = hosts.find(wanted.get(at).address()).orElseThrow();
        pages.add(await(running.get(at), deadline, host));
      }
    }
    return pages;
  }

  private Running begin(Named named, Recall recall) {
    var request = new AtomicReference<@Nullable HttpGet>();
    String host = hosts.find(named.address()).orElseThrow();
    if (recall.isCalled()) {
      return notAsked(host, Outcome.GIVEN_UP);
    }
    // WHY: nothing of the request has been judged yet, and masking an address asks for another
    // page.
    if (!isNobodys(named.address())) {
      return notAsked(host, Outcome.PERSONAL_DATA);
    }
    if (!places.tryAcquire()) {
      return notAsked(host, Outcome.BUSY);
    }
    var task =
        new FutureTask<>(
            () -> fetcher.fetch(named.address(), hosts, maxBytes, timeout, request::set));
    // WHY: a task that is given up before it begins runs nothing of its own, and has a place, too.
    Thread ignored =
        Thread.ofVirtual()
            .name("page")
            .start(() -> {
              try {
                task.run();
              } finally {
                places.release();
              }
            });
    return new Running(task, request);
  }

  private static boolean isNobodys(URI address) {
    String said =
        Stream.of(address.getPath(), address.getQuery())
            .filter(Objects::nonNull)
            .collect(Collectors.joining(" "));
    return Identifiers.isNobodys(said.replace('+', ' '));
  }

  private static Running notAsked(String host, Outcome why) {
    var failed = new FutureTask<>(() -> Page.failed(host, why));
    failed.run();
    return new Running(failed, new AtomicReference<>());
  }

  private static Page await(Running running, long deadline, String host) {
    try {
      long left = Math.max(0, deadline - System.nanoTime());
      return running.task().get(left, TimeUnit.NANOSECONDS);
    } catch (CancellationException _) {
      return Page.failed(host, Outcome.GIVEN_UP);
    } catch (TimeoutException _) {
      giveUp(running);
      return Page.failed(host, Outcome.TIMEOUT);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      giveUp(running);
      return Page.failed(host, Outcome.TIMEOUT);
    } catch (ExecutionException failed) {
      throw new IllegalStateException("a page was not even asked for", failed.getCause());
    }
  }

  /** The connection is closed under whoever reads from it. */
  private static void giveUp(Running running) {
    // WHY: first, or what is cut off might count as come to its end.
    boolean ignored = running.task().cancel(true);
    HttpGet request = running.request().get();
    if (request != null) {
      request.cancel();
    }
  }
}
