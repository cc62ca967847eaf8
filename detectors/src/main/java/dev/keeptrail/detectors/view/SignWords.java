package dev.keeptrail.detectors.view;

import java.util.Map;
import java.util.Set;

/**
 * The words that people write and say for the signs of addresses, in the languages whose digits are
 * read too, and what tells that an address is meant.
 */
final class SignWords {
  static final Set<String> ATS =
      Set.of(
          "@",
          "a",
          "at",
          "arroba",
          "arobase",
          "arobas",
          "chiocciola",
          "klammeraffe",
          "ett",
          "apenstaartje",
          "ma\u0142pa",
          "snabel-a",
          "miukumauku",
          "zavin\u00e1\u010d",
          "kukac",
          "arond",
          "\u00e4t",
          "kuyruklu",
          "chiocciolina",
          "afna",
          "kr\u00f8llalfa",
          "snabela",
          "\u043c\u0430\u0439\u043c\u0443\u043d\u0441\u043a\u043e",
          "\u0440\u0430\u0432\u043b\u0438\u043a",
          "\u043f\u0435\u0441\u0438\u043a",
          "\u0441\u043e\u0431\u0430\u0447\u043a\u0430",
          "\u30a2\u30c3\u30c8",
          "\u0622\u062a",
          "\u090f\u091f",
          "\u5c0f\u8001\u9f20",
          "malpa",
          "zavinac",
          "kuyruklu a",
          "a c\u00f2ng",
          "a commercial",
          "kr\u00f8ll-alfa",
          "a keong",
          "at sign",
          "at symbol",
          "\u0441\u043e\u0431\u0430\u043a\u0430",
          "\u03c0\u03b1\u03c0\u03ac\u03ba\u03b9",
          "\u05e9\u05d8\u05e8\u05d5\u05d3\u05dc",
          "\u827e\u7279",
          "\u30a2\u30c3\u30c8\u30de\u30fc\u30af",
          "\uace8\ubc45\uc774");

  static final Set<String> DOTS =
      Set.of(
          ".",
          "dot",
          "point",
          "punkt",
          "punto",
          "ponto",
          "punt",
          "pont",
          "punct",
          "piste",
          "period",
          "full stop",
          "kropka",
          "punktum",
          "te\u010dka",
          "bodka",
          "nokta",
          "to\u010dka",
          "ch\u1ea5m",
          "\u0646\u0642\u0637\u0629",
          "\u0646\u0642\u0637\u0647",
          "\u062f\u0648\u062a",
          "\u0921\u0949\u091f",
          "\u9ede",
          "titik",
          "\u0442\u043e\u0447\u043a\u0430",
          "\u043a\u0440\u0430\u043f\u043a\u0430",
          "\u03c4\u03b5\u03bb\u03b5\u03af\u03b1",
          "\u05e0\u05e7\u05d5\u05d3\u05d4",
          "\u70b9",
          "\u30c9\u30c3\u30c8",
          "\uc810");

  static final Set<String> TOP_LEVELS =
      Set.of(
          "com", "org", "net", "edu", "gov", "mil", "int", "io", "co", "ai", "app", "dev", "me",
          "info", "biz", "de", "fr", "es", "it", "uk", "nl", "be", "ch", "at", "se", "no", "dk",
          "fi", "pl", "cz", "pt", "ru", "ua", "cn", "jp", "kr", "in", "au", "nz", "ca", "us", "br",
          "mx", "ar", "za", "ie", "eu", "hu", "ro", "gr", "tr", "il", "id", "vn", "tw", "sk", "hr",
          "example", "test", "bg", "lv", "lt", "ee", "rs", "cl", "ph", "hk", "sg");

  static final Set<String> TELLING_TOP_LEVELS =
      Set.of(
          "com", "org", "net", "edu", "gov", "biz", "fr", "uk", "nl", "dk", "fi", "pl", "cz", "pt",
          "ru", "ua", "cn", "jp", "kr", "nz", "mx", "eu", "hu", "gr", "vn", "tw", "sk", "hr");

  /** What a name before " at " ends with if it is no mailbox. */
  static final Set<String> FILE_ENDS =
      Set.of(
          "js", "ts", "py", "md", "txt", "pdf", "json", "html", "xml", "csv", "exe", "zip", "jar",
          "go", "rb", "rs", "sh", "yml", "yaml", "doc", "docx", "xls", "xlsx", "png", "jpg", "java",
          "php", "css", "log", "sql", "cfg", "ini", "conf", "m", "g", "e");

  static final Map<String, Character> JOINTS =
      Map.ofEntries(
          Map.entry("underscore", '_'),
          Map.entry("underline", '_'),
          Map.entry("unterstrich", '_'),
          Map.entry("dash", '-'),
          Map.entry("hyphen", '-'),
          Map.entry("bindestrich", '-'),
          Map.entry("tiret", '-'),
          Map.entry("guion", '-'),
          Map.entry("gui\u00f3n", '-'),
          Map.entry("trattino", '-'),
          Map.entry("h\u00edfen", '-'));

  static final Set<String> GERMAN = Set.of("punktde", "punktat", "punktch");

  private SignWords() {}
}
