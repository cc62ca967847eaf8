package dev.keeptrail.gateway.exchange;

import dev.keeptrail.engine.exchange.Fact;
import dev.keeptrail.engine.listing.AnswerPart;
import dev.keeptrail.gateway.body.UnreadableToolException;
import dev.keeptrail.gateway.conversation.ToolConversations;
import dev.keeptrail.gateway.mcp.McpAnswer;
import dev.keeptrail.gateway.mcp.McpMethod;
import dev.keeptrail.gateway.mcp.McpQuestion;
import dev.keeptrail.gateway.mcp.McpRequest;
import dev.keeptrail.language.rule.Value;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a server may ask of a client in the place of an answer, and what it does ask: a call of what
 * it asks for, which counts in the caller's conversation with the server as any other. One use, one
 * thread.
 */
final class McpQuestions implements AutoCloseable {
  /** Where a client says what it can do. */
  private static final AnswerPart OFFER = new AnswerPart("/params/_meta");

  private final EventDraft draft;
  private final McpJudge judge;
  private final McpRequest request;
  private final McpCaller caller;
  private final String server;
  private final ToolConversations conversations;
  private final List<ToolConversations.Call> counted = new ArrayList<>();

  McpQuestions(
      EventDraft draft,
      McpJudge judge,
      McpRequest request,
      McpCaller caller,
      String server,
      ToolConversations conversations) {
    this.draft = draft;
    this.judge = judge;
    this.request = request;
    this.caller = caller;
    this.server = server;
    this.conversations = conversations;
  }

  /** What a client can do and policies let servers ask of it, whatever they ask. */
  Set<McpQuestion> allowed() {
    Set<McpQuestion> allowed = EnumSet.noneOf(McpQuestion.class);
    for (McpQuestion one : request.offered()) {
      if (judge.hides(OFFER.call(one.method())).isEmpty()
          && (one != McpQuestion.ADDRESS || leadsSomewhereOnly())) {
        allowed.add(one);
      }
    }
    return allowed;
  }

  /**
   * Whether policies mind where users are sent. WHY: a pack that would let a server send them
   * anywhere has said nothing about it, and an address is what an attacker wants to be opened.
   */
  private boolean leadsSomewhereOnly() {
    return judge.minds(McpQuestion.anywhere());
  }

  /** Whether policies let the caller listen to news of the server, whatever the news. */
  boolean mayListen() {
    return judge.hides(OFFER.call(McpMethod.LISTEN.word())).isEmpty();
  }

  /** The end of the exchange where the questions of an answer do not pass; null where they do. */
  @Nullable McpEnd judge(McpAnswer answer) throws UnreadableToolException {
    Set<String> asked = answer.asks();
    if (asked.isEmpty()) {
      return null;
    }
    draft.tag("mcp_asks", String.join(",", asked));
    List<Fact> questions = answer.questions();
    Set<Fact> known = new LinkedHashSet<>(questions);
    Set<String> methods = new HashSet<>();
    for (Fact question : questions) {
      if (question.fields().get("name") instanceof Value.Text(String method)) {
        var call = conversations.reserve(caller.name(), server, caller.session(), method);
        counted.add(call);
        if (methods.add(method)) {
          known.addAll(methods.size() == 1 ? call.counters() : ofTool(call));
        }
      }
    }
    return judge.judgeTool(answer.textsOfQuestions(), List.copyOf(known));
  }

  /** Without how much there was in all, which the first has said. */
  private static List<Fact> ofTool(ToolConversations.Call call) {
    return call.counters().subList(1, call.counters().size());
  }

  /** The caller gets the questions. */
  void asked() {
    counted.forEach(ToolConversations.Call::made);
  }

  @Override
  public void close() {
    counted.forEach(ToolConversations.Call::close);
  }
}
