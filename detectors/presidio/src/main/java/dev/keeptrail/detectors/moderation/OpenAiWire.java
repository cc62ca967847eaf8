package dev.keeptrail.detectors.moderation;

import dev.keeptrail.detectors.ScanText;
import dev.keeptrail.detectors.plugin.DetectorFailedException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * OpenAI's moderations: texts in {@code input}, one entry of {@code results} for each, with {@code
 * category_scores}.
 *
 * @param subjects what is asked about: an answer that scores none of it is no opinion
 */
record OpenAiWire(String model, Set<String> subjects) implements Wire {
  private static final int MOST = 32;

  OpenAiWire {
    subjects = Set.copyOf(subjects);
  }

  @Override
  public int most() {
    return MOST;
  }

  @Override
  public byte[] question(List<ScanText> texts) {
    var body = JsonNodeFactory.instance.objectNode().put("model", model);
    var input = body.putArray("input");
    texts.forEach(text -> input.add(text.text()));
    return body.toString().getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public List<Opinion> answer(byte[] body, int asked) {
    JsonNode results = Answers.read(body).path("results");
    if (!results.isArray() || results.size() != asked) {
      throw new DetectorFailedException(Answers.UNREADABLE);
    }
    List<Opinion> opinions = new ArrayList<>();
    for (int text = 0; text < asked; text++) {
      JsonNode scores = results.path(text).path("category_scores");
      if (!scores.isObject() || subjects.stream().noneMatch(scores::has)) {
        throw new DetectorFailedException(Answers.UNREADABLE);
      }
      for (Map.Entry<String, JsonNode> score : scores.properties()) {
        opinions.add(new Opinion(text, score.getKey(), Answers.score(score.getValue())));
      }
    }
    return opinions;
  }
}
