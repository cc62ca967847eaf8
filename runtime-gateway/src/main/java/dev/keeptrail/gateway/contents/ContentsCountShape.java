package dev.keeptrail.gateway.contents;

import dev.keeptrail.engine.exchange.Fact;
import dev.keeptrail.engine.parameter.ToolCatalogue;
import dev.keeptrail.gateway.body.BodyTexts;
import dev.keeptrail.gateway.body.Shape;
import dev.keeptrail.gateway.body.TextCollector;
import dev.keeptrail.gateway.body.TokenCount;
import dev.keeptrail.gateway.body.UnreadableToolException;
import dev.keeptrail.gateway.body.Voice;
import dev.keeptrail.gateway.refusal.RefusedException;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Google's count of what a request for content would come to: the same texts go there. */
public final class ContentsCountShape implements Shape {
  private static final String COUNT = "totalTokens";
  private static final ContentsShape CONTENTS = new ContentsShape();

  @Override
  public void check(ObjectNode request) throws RefusedException {
    CONTENTS.check(request);
  }

  @Override
  public int turns(ObjectNode request) {
    return CONTENTS.turns(request);
  }

  @Override
  public BodyTexts requestTexts(ObjectNode request, ToolCatalogue tools) {
    return CONTENTS.requestTexts(request, tools);
  }

  @Override
  public List<Fact> toolResults(ObjectNode request) throws UnreadableToolException {
    return CONTENTS.toolResults(request);
  }

  @Override
  public boolean isAnswer(ObjectNode body) {
    return body.path(COUNT).isIntegralNumber();
  }

  @Override
  public BodyTexts answerTexts(ObjectNode answer, ToolCatalogue tools) {
    var collector = new TextCollector(false);
    for (String name : answer.propertyNames()) {
      collector.field(answer, name, "", Voice.REQUEST_METADATA);
    }
    return collector.finish();
  }

  @Override
  public List<Fact> toolCalls(ObjectNode answer) {
    return List.of();
  }

  /** Counting takes no tokens: the number says what another request would take. */
  @Override
  public Optional<TokenCount> tokens(ObjectNode answer) {
    return Optional.of(new TokenCount(0, 0));
  }

  @Override
  public boolean dropUnjudged(ObjectNode answer, boolean redacted) {
    return false;
  }

  @Override
  public List<ObjectNode> restorable(ObjectNode answer) {
    return List.of();
  }
}
