package dev.keeptrail.gateway.extraction;

import dev.keeptrail.gateway.provider.Recall;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.HttpClientResponseHandler;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.util.Timeout;

/**
 * A service that a pack names, asked in JSON: by so many at once and no more, each with a time in
 * which the whole answer must be there. Thread-safe.
 */
public final class CheckedService {
  private static final int AT_ONCE = 64;

  private final URI endpoint;
  private final Reach reach;
  private final Timeout time;
  private final String threads;
  private final Semaphore places = new Semaphore(AT_ONCE);

  /**
   * @param reach what may be asked; without encryption, only networks that the operator names
   * @param threads the name of the threads that ask
   */
  public CheckedService(URI endpoint, Reach reach, Timeout time, String threads) {
    this.endpoint = endpoint;
    this.reach = reach;
    this.time = time;
    this.threads = threads;
  }

  /**
   * Asks once, without a second attempt.
   *
   * @param recall called once nobody waits for the answer any more; then it is not there in time
   * @throws TimeoutException the answer was not there in time
   * @throws IOException it could not be asked, too many ask already, or {@code answer} gave up
   */
  public <T> T ask(
      Map<String, String> headers,
      byte[] question,
      HttpClientResponseHandler<T> answer,
      Recall recall)
      throws IOException, TimeoutException {
    if (!places.tryAcquire()) {
      throw new IOException("too many questions at once");
    }
    HttpPost post = post(headers, question);
    var task = new FutureTask<>(() -> exchange(post, answer));
    Thread ignored =
        Thread.ofVirtual()
            .name(threads)
            .start(() -> {
              try {
                task.run();
              } finally {
                places.release();
              }
            });
    try (Recall.Asked _ = recall.during(() -> giveUp(task, post))) {
      return task.get(time.toMilliseconds(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      var stopped = new InterruptedIOException("interrupted while waiting for an answer");
      stopped.initCause(e);
      throw stopped;
    } catch (CancellationException e) {
      var late = new TimeoutException();
      late.initCause(e);
      throw late;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof SocketTimeoutException) {
        var late = new TimeoutException();
        late.initCause(e);
        throw late;
      }
      throw new IOException(e);
    } finally {
      // WHY: the connection is closed under whoever still reads from it.
      post.cancel();
    }
  }

  private static void giveUp(FutureTask<?> task, HttpPost post) {
    boolean ignored = task.cancel(true);
    post.cancel();
  }

  private HttpPost post(Map<String, String> headers, byte[] question) {
    var post = new HttpPost(endpoint);
    post.setHeader("Accept", "application/json");
    post.setHeader("Accept-Encoding", "identity");
    headers.forEach(post::setHeader);
    post.setEntity(new ByteArrayEntity(question, ContentType.APPLICATION_JSON));
    return post;
  }

  private <T> T exchange(HttpPost post, HttpClientResponseHandler<T> answer) throws IOException {
    try (CloseableHttpClient client = reach.service(endpoint, time)) {
      return client.execute(post, answer);
    }
  }
}
