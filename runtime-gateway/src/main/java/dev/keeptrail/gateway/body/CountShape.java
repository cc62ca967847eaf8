package dev.keeptrail.gateway.body;

import dev.keeptrail.engine.exchange.Fact;
import dev.keeptrail.engine.parameter.ToolCatalogue;
import dev.keeptrail.gateway.refusal.RefusedException;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * A count of what another request would come to: the same texts go there.
 *
 * @param counted the shape of that request
 * @param count the member of the answer that holds the number
 */
public record CountShape(Shape counted, String count) implements Shape {
  @Override
  public void check(ObjectNode request) throws RefusedException {
    counted.check(request);
  }

  @Override
  public int turns(ObjectNode request) {
    return counted.turns(request);
  }

  @Override
  public BodyTexts requestTexts(ObjectNode request, ToolCatalogue tools) {
    return counted.requestTexts(request, tools);
  }

  @Override
  public List<Fact> toolResults(ObjectNode request) throws UnreadableToolException {
    return counted.toolResults(request);
  }

  @Override
  public boolean isAnswer(ObjectNode body) {
    return body.path(count).isIntegralNumber();
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
