package dev.keeptrail.gateway.exchange;

import dev.keeptrail.engine.decision.Verdict;
import dev.keeptrail.gateway.mcp.McpProgress;
import dev.keeptrail.gateway.mcp.McpRequest;
import dev.keeptrail.language.rule.Phase;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * Passes on what a server says of a call before it answers, each notice judged by itself as the
 * answer will be; one that no policy lets pass is left out. One use, one thread.
 */
final class NewsScreening {
  /** Bounds what the event of one call says of notices. */
  static final int MOST = 1_000;

  private static final Logger LOG = LoggerFactory.getLogger(NewsScreening.class);

  private final McpRequest request;
  private final McpNews news;
  private final EventDraft draft;
  private final PartJudging judging;
  private int judged;
  private int removed;
  private boolean gone;

  NewsScreening(McpRequest request, McpNews news, EventDraft draft, PartJudging judging) {
    this.request = request;
    this.news = news;
    this.draft = draft;
    this.judging = judging;
  }

  /** Takes whatever a server says that is not the answer. */
  void take(JsonNode message) {
    if (gone || !news.isWanted()) {
      return;
    }
    request.progress(message).ifPresent(this::pass);
  }

  private void pass(McpProgress notice) {
    if (judged == MOST) {
      removed++;
      return;
    }
    if (passes(Phase.INPUT, notice) && passes(Phase.OUTPUT, notice)) {
      send(notice);
    } else {
      removed++;
    }
    judged++;
  }

  private boolean passes(Phase phase, McpProgress notice) {
    if (notice.texts(judged).segments().isEmpty()) {
      return true;
    }
    PartJudging.Fall why = judging.falls(phase, () -> notice.texts(judged)).orElse(null);
    if (why != null) {
      // The call goes on without the notice.
      draft.settle(Verdict.REDACT, why.reason(), why.policy());
      draft.transformed(true);
    }
    return why == null;
  }

  private void send(McpProgress notice) {
    try {
      news.send(notice.canonical());
      draft.wentOut();
    } catch (IOException left) {
      // What the server does is done all the same, and its answer belongs on record.
      LOG.debug("nobody listens to the progress of a call any more", left);
      gone = true;
    }
  }

  /** How many notices were left out, for the event. */
  void finish() {
    if (removed > 0) {
      draft.tag("mcp_progress_removed", Integer.toString(removed));
    }
  }
}
