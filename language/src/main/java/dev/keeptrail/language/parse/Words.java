package dev.keeptrail.language.parse;

import java.util.Set;

/** The words of the grammar by what they may be. */
final class Words {
  private static final Set<Integer> ITEMS =
      Set.of(
          PackLexer.LANGUAGE,
          PackLexer.IMPORT,
          PackLexer.PACK,
          PackLexer.PROVIDER,
          PackLexer.GATEWAY,
          PackLexer.TESTING,
          PackLexer.DEFINE,
          PackLexer.CHAIN,
          PackLexer.POLICY,
          PackLexer.TEST);

  private static final Set<Integer> OTHER_NAMES =
      Set.of(
          PackLexer.WORD,
          PackLexer.RULE,
          PackLexer.BY,
          PackLexer.CALLED,
          PackLexer.CONTAINS,
          PackLexer.LIKE,
          PackLexer.MATCHES,
          PackLexer.ON,
          PackLexer.REASON,
          PackLexer.UNDER);

  private static final Set<Integer> NEVER_NAMES =
      Set.of(
          PackLexer.AND,
          PackLexer.EXISTS,
          PackLexer.EXPECT,
          PackLexer.FALSE,
          PackLexer.GIVEN,
          PackLexer.IN,
          PackLexer.NOT,
          PackLexer.OR,
          PackLexer.THEN,
          PackLexer.TRUE,
          PackLexer.WHEN);

  private Words() {}

  /** Whether items start with it. */
  static boolean startsItem(int type) {
    return ITEMS.contains(type);
  }

  /** Whether it may be a name. */
  static boolean isName(int type) {
    return ITEMS.contains(type) || OTHER_NAMES.contains(type);
  }

  /** Whether it is a word at all. */
  static boolean isWord(int type) {
    return isName(type) || NEVER_NAMES.contains(type);
  }
}
