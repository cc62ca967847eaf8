package dev.keeptrail.gateway.opinion;

import dev.keeptrail.engine.exchange.Opinion;
import dev.keeptrail.engine.kind.bundled.FlaggedReview;
import dev.keeptrail.gateway.extraction.CheckedClient;
import dev.keeptrail.gateway.extraction.PublicAddresses;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/** Asks one judge. Thread-safe. */
final class JudgeService {
  private static final int AT_ONCE = 64;
  private static final int MAX_ANSWER = 64 * 1024;
  private static final int OK = 200;

  private final FlaggedReview.Judge judge;
  private final @Nullable String key;
  private final PublicAddresses addresses;
  private final Semaphore places = new Semaphore(AT_ONCE);

  /**
   * @param key null sends none
   */
  JudgeService(FlaggedReview.Judge judge, @Nullable String key, PublicAddresses addresses) {
    this.judge = judge;
    this.key = key;
    this.addresses = addresses;
  }

  /** Never throws for what is out there: that is an opinion of its own kind. */
  JudgeReply ask(byte[] question, String marker) {
    if (!places.tryAcquire()) {
      return JudgeReply.none(Opinion.UNREACHABLE);
    }
    var post = new HttpPost(judge.endpoint());
    var task = new FutureTask<>(() -> exchange(post, question, marker));
    Thread ignored =
        Thread.ofVirtual()
            .name("judge")
            .start(() -> {
              try {
                task.run();
              } finally {
                places.release();
              }
            });
    try {
      return task.get(judge.timeoutMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return JudgeReply.none(Opinion.UNREACHABLE);
    } catch (TimeoutException e) {
      return JudgeReply.none(Opinion.LATE);
    } catch (ExecutionException e) {
      boolean late = e.getCause() instanceof SocketTimeoutException;
      return JudgeReply.none(late ? Opinion.LATE : Opinion.UNREACHABLE);
    } finally {
      // WHY: the connection is closed under whoever still reads from it.
      post.cancel();
    }
  }

  private JudgeReply exchange(HttpPost post, byte[] question, String marker) throws IOException {
    post.setHeader("Accept", "application/json");
    post.setHeader("Accept-Encoding", "identity");
    post.setHeader(Markers.HEADER, marker);
    if (key != null) {
      post.setHeader("Authorization", "Bearer " + key);
    }
    post.setEntity(new ByteArrayEntity(question, ContentType.APPLICATION_JSON));
    Timeout time = Timeout.ofMilliseconds(judge.timeoutMillis());
    boolean encrypted = "https".equals(post.getScheme());
    try (CloseableHttpClient client = CheckedClient.of(addresses, encrypted, time)) {
      return client.execute(post, JudgeService::read);
    }
  }

  private static JudgeReply read(ClassicHttpResponse response) throws IOException {
    if (response.getCode() != OK || response.getEntity() == null) {
      return JudgeReply.none(Opinion.UNREACHABLE);
    }
    byte[] bytes = response.getEntity().getContent().readNBytes(MAX_ANSWER + 1);
    return bytes.length > MAX_ANSWER ? JudgeReply.none(Opinion.UNREADABLE) : JudgeReply.read(bytes);
  }
}
