package dev.keeptrail.detectors.injection;

import dev.keeptrail.detectors.Hits;
import dev.keeptrail.detectors.injection.Rules.Step;
import dev.keeptrail.detectors.injection.Vocabulary.Word;
import dev.keeptrail.detectors.pass.IntList;
import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.ScannedText;
import java.util.Arrays;
import java.util.List;

/**
 * The signs in one text: where rules found their words in order. Remembers for each rule only the
 * latest beginning, so a hit costs the same whatever came before; of each rule one sign a block is
 * kept, and all of those that count by themselves. Confined to one text.
 */
final class Signs {
  private static final int MAX_ENDING = 16;
  private static final int GONE = -10_000;

  /** How far the address of a link may stand behind the word for it. */
  private static final int REACH_OF_LINK = 80;

  private static final int STRIDE = 3;
  private static final String RETURN = "return";
  private static final List<String> NEGATIONS =
      List.of("not ", "n't ", "never ", "nicht ", "without ");

  private static final int NEEDLESS = 16;
  private static final List<String> NEEDS =
      List.of(
          "not have to ",
          "n't have to ",
          "not need to ",
          "n't need to ",
          "no need to ",
          "having to ");

  private final ScannedText text;
  private final Blocks blocks;
  private final int[] starts;
  private final int[] ends;

  /** Up to where what follows a sign that hides something is hidden. */
  private final int[] until;

  private final int[] lastBlock;
  private final IntList found = new IntList();

  /** Two longs a block: which rules have a sign that ends in it. */
  private final long[] bits;

  /** A bit for each concept of which a word ends in a block. */
  private final long[] concepts;

  private int block;
  private int seenBlock;

  private Signs(ScannedText text, Blocks blocks) {
    this.text = text;
    this.blocks = blocks;
    this.starts = new int[Lexicon.RULES.slots()];
    this.ends = new int[Lexicon.RULES.slots()];
    Arrays.fill(ends, GONE);
    this.until = new int[Lexicon.RULES.slots()];
    Arrays.fill(until, HiddenParts.NOWHERE);
    this.lastBlock = new int[Lexicon.RULES.count()];
    Arrays.fill(lastBlock, -1);
    this.bits = new long[2 * Math.max(1, blocks.count())];
    this.concepts = new long[Math.max(1, blocks.count())];
  }

  static Signs of(ScannedText text, Blocks blocks, Hits hits) {
    var signs = new Signs(text, blocks);
    for (int i = 0; i < hits.count(); i++) {
      Word word = Lexicon.WORDS.get(hits.anchor(i));
      int start = hits.start(i);
      int end = hits.end(i);
      if (!goesOn(text, start) && (word.stem() || !goesOn(text, end))) {
        signs.see(word.concept(), start, word.stem() ? signs.wordEnd(end) : end);
      }
    }
    return signs;
  }

  private int wordEnd(int stemEnd) {
    int end = stemEnd;
    while (end - stemEnd < MAX_ENDING && goesOn(text, end)) {
      end++;
    }
    return end;
  }

  private void see(int concept, int start, int end) {
    boolean deniable = concept == Lexicon.OVERRIDE || concept == Lexicon.WIPE;
    if ((deniable && isNegated(start)) || (concept == Lexicon.FREEDOM && isNeedless(start))) {
      return;
    }
    boolean name =
        concept == Lexicon.REVEAL
            && (isName(end) || isStatement(start, end) || CodeLine.prints(text, start, end));
    if (name || (concept == Lexicon.LINK && leadsNowhere(start, end))) {
      return;
    }
    if (Readings.isAnother(text, concept, start, end)) {
      return;
    }
    boolean marked = concept == Lexicon.HIDE && HiddenParts.areMarked(text, start, end);
    int hidden = marked ? HiddenParts.end(text, start, end) : HiddenParts.NOWHERE;
    seenBlock = blocks.blockOf(end - 1, seenBlock);
    concepts[seenBlock] |= 1L << concept;
    List<Step> steps = Lexicon.RULES.steps(concept);
    for (int i = 0; i < steps.size(); i++) {
      Step step = steps.get(i);
      if (!marked || step.before() < 0) {
        take(step, start, end, hidden);
      }
    }
  }

  private boolean isNegated(int verb) {
    if (verb < 4 || text.charAt(verb - 1) != ' ') {
      return false;
    }
    String before = text.subSequence(Math.max(0, verb - 8), verb);
    return NEGATIONS.stream().anyMatch(before::endsWith);
  }

  /** "You do not have to do anything" frees nobody of rules. */
  private boolean isNeedless(int start) {
    if (text.at(start - 1) != ' ' || text.at(start - 2) != 'o') {
      return false;
    }
    String before = text.subSequence(Math.max(0, start - NEEDLESS), start);
    return NEEDS.stream().anyMatch(before::endsWith);
  }

  /** An attribute or a member of that name tells nobody to do anything. */
  private boolean isName(int end) {
    char after = text.at(end);
    char next = text.at(end + 1);
    return (after == '=' && (next == '"' || next == '\'')) || (after == '"' && next == ':');
  }

  /** A line of a program that gives back what a name stands for: {@code return password}. */
  private boolean isStatement(int start, int end) {
    if (end - start != RETURN.length() || !text.subSequence(start, end).equals(RETURN)) {
      return false;
    }
    int line = start;
    while (text.at(line - 1) == ' ' || text.at(line - 1) == '\t') {
      line--;
    }
    int name = end + 1;
    while (CharacterKinds.joinsWord(text.at(name)) || text.at(name) == '.') {
      name++;
    }
    boolean closed = text.at(name) == ';';
    boolean first = line == 0 && closed;
    boolean whole = closed || text.at(name) == '\n' || name == text.length();
    boolean ownLine = first || text.at(line - 1) == '\n';
    return ownLine && text.at(end) == ' ' && name > end + 1 && whole;
  }

  /** A link or an image of a file beside the page carries nothing away. */
  private boolean leadsNowhere(int start, int end) {
    int at = start;
    while (at - start < REACH_OF_LINK && text.at(at) != '(' && text.at(at) != '>') {
      if (text.at(at) == '=' && (text.at(at + 1) == '"' || text.at(at + 1) == '\'')) {
        break;
      }
      at++;
    }
    boolean attribute = text.at(at) == '=' && at >= 3 && text.at(at - 1) == 'c';
    boolean image = text.at(at) == '(' && text.at(start) == '!';
    if (at < end - 1 || !(attribute || image)) {
      return false;
    }
    int from = image ? at + 1 : at + 2;
    int to = from;
    while (to - from < REACH_OF_LINK && isOfFile(text.at(to))) {
      to++;
    }
    boolean closed = text.at(to) == (image ? ')' : text.at(at + 1));
    boolean host = text.at(from) == '/' && text.at(from + 1) == '/';
    return closed && to > from && !host;
  }

  private static boolean isOfFile(char c) {
    return CharacterKinds.isAsciiAlphanumeric(c) || c == '_' || c == '-' || c == '.' || c == '/';
  }

  private void take(Step step, int start, int end, int hidden) {
    int from = start;
    int limit = hidden;
    if (step.before() < 0 && start < ends[step.slot()]) {
      from = Math.min(start, starts[step.slot()]);
    }
    if (step.before() >= 0) {
      int reached = ends[step.before()];
      if (reached > start || start - reached > step.gap() || start > until[step.before()]) {
        return;
      }
      limit = until[step.before()];
      from = starts[step.before()];
    }
    if (step.last()) {
      sign(step.rule(), from, end);
    } else {
      starts[step.slot()] = from;
      ends[step.slot()] = end;
      until[step.slot()] = limit;
    }
  }

  private void sign(int rule, int start, int end) {
    block = blocks.blockOf(end - 1, block);
    boolean always = Lexicon.RULES.rule(rule).floor(text.origin().source()) > 0;
    if (lastBlock[rule] == block && !always) {
      return;
    }
    lastBlock[rule] = block;
    bits[2 * block + (rule >> 6)] |= 1L << rule;
    found.add(rule);
    found.add(start);
    found.add(end);
  }

  int count() {
    return found.size() / STRIDE;
  }

  int rule(int sign) {
    return found.get(sign * STRIDE);
  }

  /** The score that the text has at least for a sign; 0 for most. */
  double floor(int sign) {
    Rules.Rule rule = Lexicon.RULES.rule(rule(sign));
    double floor = rule.floor(text.origin().source());
    boolean doubtful =
        rule.inContent()
            && (Breaks.lieIn(text, start(sign), end(sign))
                || Readings.isPrecedence(text, start(sign)));
    return doubtful ? 0 : floor;
  }

  int start(int sign) {
    return found.get(sign * STRIDE + 1);
  }

  int end(int sign) {
    return found.get(sign * STRIDE + 2);
  }

  /** Which concepts have a word in one of the blocks. */
  long concepts(int from, int to) {
    long all = 0;
    for (int i = from; i < to; i++) {
      all |= concepts[i];
    }
    return all;
  }

  /** Half of the rules' bits of a block. */
  long bits(int block, int half) {
    return bits[2 * block + half];
  }

  /** Whether a word goes on here, particles of Korean included: so the model was fitted. */
  private static boolean goesOn(ScannedText text, int at) {
    return CharacterKinds.isPartOfWord(text.at(at - 1)) && CharacterKinds.isPartOfWord(text.at(at));
  }
}
