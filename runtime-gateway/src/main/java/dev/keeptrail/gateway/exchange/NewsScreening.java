package dev.keeptrail.gateway.exchange;

import dev.keeptrail.engine.decision.Verdict;
import dev.keeptrail.gateway.mcp.McpNote;
import dev.keeptrail.language.rule.Phase;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Passes on what a server says beside its answer, each note judged by itself as an answer is; one
 * that no policy lets pass is left out. One use, one thread.
 */
final class NewsScreening {
  /** Bounds what the event of one request says of notes. */
  static final int MOST = 1_000;

  private static final Logger LOG = LoggerFactory.getLogger(NewsScreening.class);

  private final McpNews news;
  private final EventDraft draft;
  private final PartJudging judging;
  private int judged;
  private int removed;
  private boolean gone;

  NewsScreening(McpNews news, EventDraft draft, PartJudging judging) {
    this.news = news;
    this.draft = draft;
    this.judging = judging;
  }

  /** Passes one on, where somebody listens and no policy minds. */
  void pass(McpNote notice) {
    if (gone || !news.isWanted()) {
      return;
    }
    if (judged == MOST) {
      removed++;
      return;
    }
    if (passes(Phase.INPUT, notice) && passes(Phase.OUTPUT, notice)) {
      say(notice.canonical());
    } else {
      removed++;
    }
    judged++;
  }

  private boolean passes(Phase phase, McpNote notice) {
    if (notice.texts(judged).segments().isEmpty()) {
      return true;
    }
    PartJudging.Fall why = judging.falls(phase, () -> notice.texts(judged)).orElse(null);
    if (why != null) {
      // The exchange goes on without it.
      draft.settle(Verdict.REDACT, why.reason(), why.policy());
      draft.transformed(true);
    }
    return why == null;
  }

  /** Says what is nobody's but the gateway's own. */
  void say(byte[] message) {
    try {
      news.send(message);
      draft.wentOut();
    } catch (IOException left) {
      // What the server does is done all the same, and its answer belongs on record.
      LOG.debug("nobody listens to what a server says any more", left);
      gone = true;
    }
  }

  /** Whether it was found out that nobody listens any more. */
  boolean isUnheard() {
    return gone;
  }

  /** How many have been judged. */
  int judged() {
    return judged;
  }

  /**
   * How many were left out, for the event.
   *
   * @param tag what it calls them
   */
  void finish(String tag) {
    if (removed > 0) {
      draft.tag(tag, Integer.toString(removed));
    }
  }
}
