package dev.keeptrail.gateway.exchange;

import dev.keeptrail.gateway.mcp.McpFilter;
import dev.keeptrail.gateway.mcp.McpNotice;
import dev.keeptrail.gateway.mcp.McpRequest;
import dev.keeptrail.gateway.provider.McpListener;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A caller that listens to news of a server: what both agreed on comes first, then each notice that
 * belongs to it, judged by itself. All else that the server says is passed over. Notices that come
 * too fast wait, and the server with them. One use; another thread may end it.
 */
final class McpListening implements McpListener {
  private final McpRequest request;
  private final McpNews caller;
  private final EventDraft draft;
  private final McpJudge judge;
  private final NewsScreening screening;
  private final ListenBounds bounds;
  private final Pace pace;
  private final AtomicReference<@Nullable ListenEnd> end = new AtomicReference<>();
  private volatile @Nullable McpFilter agreed;

  McpListening(
      McpRequest request,
      McpNews caller,
      EventDraft draft,
      McpJudge judge,
      NewsScreening screening,
      ListenBounds bounds) {
    this.request = request;
    this.caller = caller;
    this.draft = draft;
    this.judge = judge;
    this.screening = screening;
    this.bounds = bounds;
    this.pace = new Pace(bounds.atOnce());
  }

  @Override
  public void take(JsonNode message) {
    if (caller.cut().isCalled()) {
      // Some had been read already.
      return;
    }
    McpFilter known = agreed;
    if (known == null) {
      request.agreed(message).ifPresent(this::begin);
    } else {
      request.notice(known, message).ifPresent(this::pass);
    }
    if (screening.isUnheard()) {
      caller.cut().call();
    }
  }

  private void begin(McpFilter both) {
    agreed = both;
    screening.say(request.acknowledgement(both));
  }

  private void pass(McpNotice notice) {
    pace.await();
    judge.face(Side.MCP_ANSWER);
    screening.pass(notice);
    judge.face(Side.MCP_REQUEST);
    if (screening.judged() >= bounds.notices()) {
      end(ListenEnd.NOTICES);
    }
  }

  @Override
  public boolean stays() {
    return agreed != null;
  }

  /** The caller cannot stay longer. */
  void end(ListenEnd why) {
    end.compareAndSet(null, why);
    caller.cut().call();
  }

  /**
   * How the exchange ends without an answer of the server; null where the server is to blame.
   * Callers leave when they have heard enough, so nothing is missing then.
   */
  @Nullable McpEnd withoutAnswer() {
    ListenEnd why = end.get();
    if (why != null) {
      draft.tag(End.CUT_BY, why.word());
      return McpEnd.delivered(request.endOfNews(), null);
    }
    if (stays() && (caller.isLeft() || screening.isUnheard())) {
      draft.tag(End.CUT_BY, "caller");
      return McpEnd.delivered(request.endOfNews(), null);
    }
    return null;
  }

  /** What the event says of the notices. */
  void finish() {
    if (stays()) {
      draft.tag("mcp_notices", Integer.toString(screening.judged()));
    }
    screening.finish("mcp_notices_removed");
  }
}
