package dev.keeptrail.gateway.opinion;

import dev.keeptrail.engine.exchange.Opinion;
import dev.keeptrail.engine.kind.bundled.FlaggedReview;
import dev.keeptrail.gateway.extraction.CheckedService;
import dev.keeptrail.gateway.extraction.Reach;
import dev.keeptrail.gateway.provider.Recall;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/** Asks one judge. Thread-safe. */
final class JudgeService {
  private static final int MAX_ANSWER = 64 * 1024;
  private static final int OK = 200;

  private final CheckedService service;
  private final @Nullable String key;

  /**
   * @param key null sends none
   */
  JudgeService(FlaggedReview.Judge judge, @Nullable String key, Reach reach) {
    Timeout time = Timeout.ofMilliseconds(judge.timeoutMillis());
    this.service = new CheckedService(judge.endpoint(), reach, time, "judge");
    this.key = key;
  }

  /** Never throws for what is out there: that is an opinion of its own kind. */
  JudgeReply ask(byte[] question, String marker, Recall recall) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put(Markers.HEADER, marker);
    if (key != null) {
      headers.put("Authorization", "Bearer " + key);
    }
    try {
      return service.ask(headers, question, JudgeService::read, recall);
    } catch (TimeoutException _) {
      return JudgeReply.none(Opinion.LATE);
    } catch (IOException _) {
      return JudgeReply.none(Opinion.UNREACHABLE);
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
