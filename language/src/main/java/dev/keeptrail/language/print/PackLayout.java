package dev.keeptrail.language.print;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Lays out a whole text pack, item by item. For one pack without syntax errors. */
final class PackLayout {
  private static final Set<String> ONE_LINERS = Set.of("import", "define");

  private final TokenCursor cursor;
  private final ExpressionLayout expressions;
  private final BlockLayout blocks;

  private PackLayout(TokenCursor cursor) {
    this.cursor = cursor;
    this.expressions = new ExpressionLayout(cursor);
    this.blocks = new BlockLayout(cursor);
  }

  static Layout of(List<Token> tokens) {
    return new PackLayout(new TokenCursor(tokens)).items();
  }

  private Layout items() {
    List<Layout> items = new ArrayList<>();
    String before = "";
    while (!cursor.atEnd()) {
      String keyword = cursor.peek().text();
      boolean together = keyword.equals(before) && ONE_LINERS.contains(keyword);
      boolean blank = !items.isEmpty() && !together && !cursor.blankAnywhereBefore();
      items.add(cursor.startOfEntry(items.isEmpty(), blank));
      items.add(item(keyword));
      before = keyword;
    }
    items.add(cursor.remarksBeforeClosing(items.isEmpty()));
    return Layout.of(items);
  }

  private Layout item(String keyword) {
    Layout word = cursor.token();
    return switch (keyword) {
      case "pack", "provider" -> words(word, cursor.token(), blocks.settings());
      case "gateway", "testing" -> words(word, blocks.settings());
      case "define" -> words(word, cursor.token(), cursor.token(), expressions.expression());
      case "chain" -> words(word, blocks.block(", ", this::chainEntry));
      case "policy" -> policy(word);
      case "test" -> test(word);
      default -> words(word, cursor.token());
    };
  }

  private Layout chainEntry() {
    Layout name = cursor.token();
    return cursor.isAt("{") ? words(name, blocks.settings()) : name;
  }

  private Layout policy(Layout word) {
    List<Layout> head = new ArrayList<>(List.of(word, cursor.token()));
    if (cursor.isAt(":")) {
      head.set(1, Layout.of(head.get(1), cursor.token()));
      head.add(cursor.token());
    }
    if (cursor.isAt("on")) {
      head.add(cursor.token());
      names(head);
    }
    head.add(
        cursor.blockHolds("rule")
            ? blocks.lines(this::policyPart, this::isAtRule)
            : blocks.block(", ", this::policyPart));
    return words(head);
  }

  private boolean isAtRule() {
    return cursor.isAt("rule") && !cursor.peek(1).is(":") && !cursor.peek(1).is(".");
  }

  private Layout policyPart() {
    if (!isAtRule()) {
      return blocks.entry();
    }
    List<Layout> head = new ArrayList<>(List.of(cursor.token(), cursor.token()));
    if (cursor.isAtText()) {
      head.add(cursor.token());
    }
    head.add(blocks.block(" ", this::rulePart));
    return words(head);
  }

  private Layout rulePart() {
    boolean condition = cursor.isAt("when");
    Layout word = cursor.token();
    return words(word, condition ? expressions.expression() : effect());
  }

  private Layout effect() {
    List<Layout> parts = new ArrayList<>(List.of(cursor.token()));
    if (cursor.isAtWord()) {
      names(parts);
    }
    addTextAndBlock(parts);
    return words(parts);
  }

  private Layout test(Layout word) {
    List<Layout> head = new ArrayList<>(List.of(word, cursor.token()));
    if (cursor.isAt("on")) {
      head.add(cursor.token());
      head.add(cursor.token());
    }
    head.add(blocks.block(" ", this::testPart));
    return words(head);
  }

  private Layout testPart() {
    List<Layout> parts = new ArrayList<>(List.of(cursor.token(), cursor.token()));
    if (cursor.isAt("by")) {
      parts.add(cursor.token());
      parts.add(cursor.token());
    }
    if (cursor.isAt("reason")) {
      parts.add(cursor.token());
    }
    addTextAndBlock(parts);
    return words(parts);
  }

  private void addTextAndBlock(List<Layout> parts) {
    if (cursor.isAtText()) {
      parts.add(cursor.token());
    }
    if (cursor.isAt("{")) {
      parts.add(blocks.settings());
    }
  }

  /** Names with commas between them. */
  private void names(List<Layout> parts) {
    Layout name = cursor.token();
    while (cursor.isAt(",")) {
      parts.add(Layout.of(name, cursor.token()));
      name = cursor.token();
    }
    parts.add(name);
  }

  private static Layout words(Layout... parts) {
    return words(List.of(parts));
  }

  private static Layout words(List<Layout> parts) {
    List<Layout> spaced = new ArrayList<>();
    for (Layout part : parts) {
      if (!spaced.isEmpty()) {
        spaced.add(Layout.space());
      }
      spaced.add(part);
    }
    return Layout.of(spaced);
  }
}
