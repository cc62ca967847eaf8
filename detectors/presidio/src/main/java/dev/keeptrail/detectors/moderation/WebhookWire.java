package dev.keeptrail.detectors.moderation;

import dev.keeptrail.detectors.ScanText;
import dev.keeptrail.detectors.plugin.DetectorFailedException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * A service of one's own: {@code {"texts": [{"text", "source"}]}}, answered by {@code {"findings":
 * [{"text", "category", "score"}]}}, where {@code text} is a place in the list.
 */
record WebhookWire() implements Wire {
  private static final int MOST = 100;

  @Override
  public int most() {
    return MOST;
  }

  @Override
  public byte[] question(List<ScanText> texts) {
    var body = JsonNodeFactory.instance.objectNode();
    var list = body.putArray("texts");
    for (ScanText text : texts) {
      list.addObject().put("text", text.text()).put("source", text.origin().source().word());
    }
    return body.toString().getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public List<Opinion> answer(byte[] body, int asked) {
    JsonNode findings = Answers.read(body).path("findings");
    if (!findings.isArray()) {
      throw new DetectorFailedException(Answers.UNREADABLE);
    }
    List<Opinion> opinions = new ArrayList<>();
    for (JsonNode finding : findings) {
      JsonNode text = finding.path("text");
      JsonNode category = finding.path("category");
      boolean placed = text.isIntegralNumber() && text.canConvertToInt();
      if (!placed || text.asInt() < 0 || text.asInt() >= asked || !category.isString()) {
        throw new DetectorFailedException(Answers.UNREADABLE);
      }
      opinions.add(
          new Opinion(text.asInt(), category.stringValue(), Answers.score(finding.path("score"))));
    }
    return opinions;
  }
}
