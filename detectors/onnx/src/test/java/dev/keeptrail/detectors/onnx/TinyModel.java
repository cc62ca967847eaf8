package dev.keeptrail.detectors.onnx;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A model of a few words, made on the spot: each word has a row of logits, and a text gets, for
 * each label, the greatest of its words. The graph is one {@code Gather} and, for whole texts, one
 * {@code ReduceMax}; field numbers are those of onnx.proto.
 */
final class TinyModel {
  private static final int FLOAT = 1;
  private static final int INT64 = 7;
  private static final int OPSET = 12;
  private static final int IR_VERSION = 7;
  private static final int ATTRIBUTE_INT = 2;
  private static final int ATTRIBUTE_INTS = 7;

  private final List<String> words = new ArrayList<>(List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]"));
  private final List<float[]> rows = new ArrayList<>();
  private final int labels;

  /** A model in which no word speaks for any label but the first. */
  TinyModel(int labels) {
    this.labels = labels;
    words.forEach(word -> rows.add(likes(0)));
  }

  /** A word, or a part of one that starts with {@code ##}, that speaks for a label. */
  TinyModel word(String word, int label) {
    words.add(word);
    rows.add(likes(label));
    return this;
  }

  private float[] likes(int label) {
    float[] row = new float[labels];
    row[label] = label == 0 ? 2 : 6;
    return row;
  }

  Path write(Path folder, boolean ofTokens) throws IOException {
    Files.write(folder.resolve("model.onnx"), graph(ofTokens));
    Files.writeString(folder.resolve("tokenizer.json"), tokenizer());
    return folder;
  }

  private byte[] graph(boolean ofTokens) {
    String output = ofTokens ? "logits" : "rows";
    var gather =
        new Protobuf()
            .text(1, "table")
            .text(1, "input_ids")
            .text(2, output)
            .text(4, "Gather")
            .message(5, new Protobuf().text(1, "axis").number(3, 0).number(20, ATTRIBUTE_INT));
    var graph = new Protobuf().message(1, gather);
    if (!ofTokens) {
      graph.message(
          1,
          new Protobuf()
              .text(1, "rows")
              .text(2, "logits")
              .text(4, "ReduceMax")
              .message(5, new Protobuf().text(1, "axes").number(8, 1).number(20, ATTRIBUTE_INTS))
              .message(
                  5, new Protobuf().text(1, "keepdims").number(3, 0).number(20, ATTRIBUTE_INT)));
    }
    graph
        .text(2, "tiny")
        .message(5, table())
        .message(11, value("input_ids", INT64, "windows", "tokens"))
        .message(11, value("attention_mask", INT64, "windows", "tokens"))
        .message(
            12,
            ofTokens
                ? value("logits", FLOAT, "windows", "tokens", "labels")
                : value("logits", FLOAT, "windows", "labels"));
    return new Protobuf()
        .number(1, IR_VERSION)
        .message(7, graph)
        .message(8, new Protobuf().text(1, "").number(2, OPSET))
        .toBytes();
  }

  private Protobuf table() {
    ByteBuffer data = ByteBuffer.allocate(4 * rows.size() * labels).order(ByteOrder.LITTLE_ENDIAN);
    for (float[] row : rows) {
      for (float value : row) {
        data.putFloat(value);
      }
    }
    return new Protobuf()
        .number(1, rows.size())
        .number(1, labels)
        .number(2, FLOAT)
        .text(8, "table")
        .bytes(9, data.array());
  }

  private static Protobuf value(String name, int type, String... dimensions) {
    var shape = new Protobuf();
    for (String dimension : dimensions) {
      shape.message(1, new Protobuf().text(2, dimension));
    }
    var tensor = new Protobuf().number(1, type).message(2, shape);
    return new Protobuf().text(1, name).message(2, new Protobuf().message(1, tensor));
  }

  private String tokenizer() {
    var vocabulary = new StringBuilder();
    for (int i = 0; i < words.size(); i++) {
      vocabulary.append(i == 0 ? "" : ", ").append("\"%s\": %d".formatted(words.get(i), i));
    }
    return """
    {"version": "1.0", "truncation": null, "padding": null, "added_tokens": [
      {"id": 0, "content": "[PAD]", "single_word": false, "lstrip": false, "rstrip": false,
       "normalized": false, "special": true},
      {"id": 2, "content": "[CLS]", "single_word": false, "lstrip": false, "rstrip": false,
       "normalized": false, "special": true},
      {"id": 3, "content": "[SEP]", "single_word": false, "lstrip": false, "rstrip": false,
       "normalized": false, "special": true}],
     "normalizer": {"type": "BertNormalizer", "clean_text": true,
       "handle_chinese_chars": true, "strip_accents": null, "lowercase": true},
     "pre_tokenizer": {"type": "BertPreTokenizer"},
     "post_processor": {"type": "TemplateProcessing",
       "single": [{"SpecialToken": {"id": "[CLS]", "type_id": 0}},
         {"Sequence": {"id": "A", "type_id": 0}},
         {"SpecialToken": {"id": "[SEP]", "type_id": 0}}],
       "pair": [{"SpecialToken": {"id": "[CLS]", "type_id": 0}},
         {"Sequence": {"id": "A", "type_id": 0}},
         {"SpecialToken": {"id": "[SEP]", "type_id": 0}},
         {"Sequence": {"id": "B", "type_id": 1}},
         {"SpecialToken": {"id": "[SEP]", "type_id": 1}}],
       "special_tokens": {
         "[CLS]": {"id": "[CLS]", "ids": [2], "tokens": ["[CLS]"]},
         "[SEP]": {"id": "[SEP]", "ids": [3], "tokens": ["[SEP]"]}}},
     "decoder": null,
     "model": {"type": "WordPiece", "unk_token": "[UNK]", "continuing_subword_prefix": "##",
       "max_input_chars_per_word": 100, "vocab": {%s}}}
    """
        .formatted(vocabulary);
  }
}
