package dev.keeptrail.language.testfile;

import dev.keeptrail.language.source.Span;
import dev.keeptrail.language.tree.FieldDecl;
import dev.keeptrail.language.tree.TextDecl;
import dev.keeptrail.language.tree.ValueDecl;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Texts by themselves, rewritten as the input of a test. */
final class SegmentInput {
  private static final List<String> KEYS = List.of("phase", "segments", "facts");

  private SegmentInput() {}

  /**
   * The fields of a test that says the same.
   *
   * @param keys what a segment may have
   */
  static List<FieldDecl> rewrite(Fields fields, List<String> keys) {
    fields.allow(KEYS);
    List<FieldDecl> inner = new ArrayList<>();
    fields.mapping("facts").ifPresent(facts -> inner.addAll(facts.all()));
    List<FieldDecl> test = new ArrayList<>();
    fields.field("phase").ifPresent(test::add);
    TextDecl phase = fields.text("phase");
    List<Fields> segments = segments(fields, keys);
    if (phase != null && phase.value().equals("output")) {
      String text =
          segments.stream()
              .map(segment -> segment.text("text"))
              .map(written -> written == null ? "" : written.value())
              .collect(Collectors.joining("\n"));
      add(inner, fields.span(), "upstream_response", new ValueDecl.Text(fields.span(), text));
    } else {
      List<ValueDecl> messages = new ArrayList<>();
      segments.forEach(segment -> messages.add(message(segment)));
      add(inner, fields.span(), "messages", new ValueDecl.Sequence(fields.span(), messages));
    }
    add(test, fields.span(), "input", new ValueDecl.Mapping(fields.span(), inner));
    return test;
  }

  private static List<Fields> segments(Fields fields, List<String> keys) {
    List<Fields> segments = new ArrayList<>();
    ValueDecl written = fields.value("segments");
    if (!(written instanceof ValueDecl.Sequence sequence)) {
      if (written != null) {
        fields.wrongType("segments", written, "a list of segments");
      }
      return segments;
    }
    for (int i = 0; i < sequence.items().size(); i++) {
      Fields.of(fields.problems(), "segments[" + i + "]", sequence.items().get(i))
          .ifPresent(segment -> segments.add(segment.allow(keys)));
    }
    return segments;
  }

  private static ValueDecl message(Fields segment) {
    List<FieldDecl> parts = new ArrayList<>();
    TextDecl role = segment.text("role");
    TextDecl text = segment.text("text");
    add(
        parts,
        segment.span(),
        "role",
        new ValueDecl.Text(segment.span(), role == null ? "user" : role.value()));
    add(
        parts,
        segment.span(),
        "content",
        new ValueDecl.Text(segment.span(), text == null ? "" : text.value()));
    return new ValueDecl.Mapping(segment.span(), parts);
  }

  private static void add(List<FieldDecl> fields, Span span, String name, ValueDecl value) {
    fields.add(new FieldDecl(span, name, value));
  }
}
