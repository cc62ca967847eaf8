package dev.keeptrail.detectors.phrase;

import dev.keeptrail.detectors.phrase.PhraseTable.Place;
import dev.keeptrail.detectors.phrase.PhraseTable.Rule;
import dev.keeptrail.detectors.text.WordTable;
import java.util.ArrayList;
import java.util.List;

/**
 * A table of phrases of which only those of first lists are looked for in every text: they are
 * rare, while the words that must follow them are in any. Immutable.
 */
final class OrderTable {
  private final PhraseTable phrases;
  private final List<String> leads = new ArrayList<>();

  /** For each lead the numbers of the rules that it begins. */
  private final List<List<Integer>> rules = new ArrayList<>();

  /** For each rule the lists behind the first. */
  private final List<List<WordTable>> columns = new ArrayList<>();

  private OrderTable(PhraseTable phrases) {
    this.phrases = phrases;
  }

  static OrderTable read(String resource) {
    var table = new OrderTable(PhraseTable.read(resource));
    table.fill();
    return table;
  }

  private void fill() {
    List<List<List<String>>> words = new ArrayList<>();
    for (Rule rule : phrases.rules()) {
      List<List<String>> lists = new ArrayList<>();
      for (int column = 0; column < rule.columns(); column++) {
        lists.add(new ArrayList<>());
      }
      words.add(lists);
    }
    for (int phrase = 0; phrase < phrases.phrases().size(); phrase++) {
      String word = phrases.phrases().get(phrase);
      List<Integer> begun = new ArrayList<>();
      for (Place place : phrases.places(phrase)) {
        words.get(place.rule()).get(place.column()).add(word);
        if (place.column() == 0) {
          begun.add(place.rule());
        }
      }
      if (!begun.isEmpty()) {
        leads.add(word);
        rules.add(List.copyOf(begun));
      }
    }
    for (List<List<String>> lists : words) {
      columns.add(lists.stream().skip(1).map(WordTable::of).toList());
    }
  }

  PhraseTable phrases() {
    return phrases;
  }

  /** Hits are numbered by them. */
  List<String> leads() {
    return List.copyOf(leads);
  }

  List<Integer> rulesOf(int lead) {
    return rules.get(lead);
  }

  Rule rule(int number) {
    return phrases.rules().get(number);
  }

  List<WordTable> columns(int rule) {
    return columns.get(rule);
  }
}
