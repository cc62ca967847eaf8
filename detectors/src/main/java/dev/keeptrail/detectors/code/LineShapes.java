package dev.keeptrail.detectors.code;

import dev.keeptrail.detectors.text.CharacterKinds;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Tells lines of code from lines of prose by how they begin, how they end and a few words that only
 * code has, and says which language they speak for. Looks at no more than the first 200 characters
 * of a line. Stateless.
 */
final class LineShapes {
  static final int MAX_LINE = 200;
  private static final int MAX_LINES = 400;
  private static final int MIN_WEIGHT = 3;

  /** How a line of code begins, after its indent; the weight is for the language it names. */
  private static final List<Sign> STARTS = new ArrayList<>();

  /** What stands anywhere in a line. */
  private static final List<Sign> INSIDE = new ArrayList<>();

  private static final Map<Character, List<Sign>> BY_FIRST = new TreeMap<>();

  /** The characters that a line of code begins with. */
  private static final BitSet STARTING = new BitSet();

  /**
   * A sign of code.
   *
   * @param needs what else the line must hold for it to count; empty for nothing
   */
  private record Sign(String text, String needs, int weight, List<Language> languages) {}

  static {
    start("def ", "):", 3, Language.PYTHON);
    start("def ", ") ->", 3, Language.PYTHON);
    start("class ", ":", 1, Language.PYTHON);
    start("from ", " import ", 3, Language.PYTHON);
    start("elif ", ":", 3, Language.PYTHON);
    start("except", ":", 2, Language.PYTHON);
    start("try:", "", 2, Language.PYTHON);
    start("else:", "", 1, Language.PYTHON);
    start("if __name__", "", 4, Language.PYTHON);
    start("with ", " as ", 1, Language.PYTHON);
    start("for ", " in ", 1, Language.PYTHON);
    start("while ", ":", 1, Language.PYTHON);
    start("print(", "", 2, Language.PYTHON);
    start("@app.", "(", 2, Language.PYTHON);
    start("self.", "=", 2, Language.PYTHON);
    start("async def ", "(", 4, Language.PYTHON);
    start("const ", "=", 2, Language.JAVASCRIPT, Language.TYPESCRIPT);
    start("let ", "=", 2, Language.JAVASCRIPT, Language.TYPESCRIPT, Language.SWIFT);
    start("let mut ", "=", 4, Language.RUST);
    start("var ", "=", 1, Language.JAVASCRIPT, Language.CSHARP, Language.GO, Language.SWIFT);
    start("function ", "(", 2, Language.JAVASCRIPT, Language.TYPESCRIPT, Language.PHP);
    start("async function ", "(", 3, Language.JAVASCRIPT, Language.TYPESCRIPT);
    start("export ", "{", 2, Language.TYPESCRIPT, Language.JAVASCRIPT);
    start("export default", "", 3, Language.JAVASCRIPT, Language.TYPESCRIPT);
    start("interface ", "{", 2, Language.TYPESCRIPT, Language.JAVA);
    start("console.log(", "", 4, Language.JAVASCRIPT, Language.TYPESCRIPT);
    start("import ", " from '", 4, Language.JAVASCRIPT, Language.TYPESCRIPT);
    start("import ", " from \"", 4, Language.JAVASCRIPT, Language.TYPESCRIPT);
    start("import java", ";", 4, Language.JAVA);
    start("package ", ";", 3, Language.JAVA);
    start("public class ", "{", 4, Language.JAVA, Language.CSHARP);
    start("public static void main", "", 4, Language.JAVA);
    start("public ", "{", 2, Language.JAVA, Language.CSHARP);
    start("public ", ");", 1, Language.JAVA, Language.CSHARP);
    start("private ", ";", 2, Language.JAVA, Language.CSHARP);
    start("protected ", "{", 2, Language.JAVA, Language.CSHARP);
    start("System.out.print", "", 4, Language.JAVA);
    start("@Override", "", 4, Language.JAVA);
    start("using System", "", 5, Language.CSHARP);
    start("namespace ", "", 2, Language.CSHARP);
    start("Console.Write", "", 4, Language.CSHARP);
    start("fun ", "(", 3, Language.KOTLIN);
    start("val ", "=", 3, Language.KOTLIN);
    start("#include <", "", 4, Language.C, Language.CPP);
    start("#include \"", "", 4, Language.C, Language.CPP);
    start("int main(", "", 3, Language.C, Language.CPP);
    start("printf(", "", 2, Language.C);
    start("#define ", "", 3, Language.C, Language.CPP);
    start("std::", "", 4, Language.CPP);
    start("template <", "", 4, Language.CPP);
    start("template<", "", 4, Language.CPP);
    start("using namespace ", ";", 5, Language.CPP);
    start("package main", "", 4, Language.GO);
    start("func ", "(", 3, Language.GO, Language.SWIFT);
    start("func main()", "", 4, Language.GO);
    start("fmt.", "(", 4, Language.GO);
    start("import (", "", 4, Language.GO);
    start("fn ", "(", 3, Language.RUST);
    start("pub fn ", "(", 4, Language.RUST);
    start("use ", "::", 3, Language.RUST);
    start("impl ", "{", 3, Language.RUST);
    start("println!(", "", 5, Language.RUST);
    start("#[derive(", "", 5, Language.RUST);
    start("<?php", "", 6, Language.PHP);
    start("$this->", "", 4, Language.PHP);
    start("$", " = ", 2, Language.PHP, Language.POWERSHELL);
    start("echo ", ";", 2, Language.PHP);
    start("require ", "'", 2, Language.RUBY);
    start("puts ", "", 2, Language.RUBY);
    start("attr_accessor", "", 5, Language.RUBY);
    start("end", "", 0, Language.RUBY);
    start("#!/bin/", "", 6, Language.SHELL);
    start("#!/usr/bin/env bash", "", 6, Language.SHELL);
    start("$ ", "", 2, Language.SHELL);
    start("sudo ", "", 3, Language.SHELL);
    start("apt-get ", "", 3, Language.SHELL);
    start("apt install ", "", 3, Language.SHELL);
    start("pip install ", "", 3, Language.SHELL);
    start("npm ", " ", 2, Language.SHELL);
    start("npx ", "", 2, Language.SHELL);
    start("yarn add ", "", 3, Language.SHELL);
    start("yarn ", "", 1, Language.SHELL);
    start("pnpm ", "", 2, Language.SHELL);
    start("pip3 install ", "", 3, Language.SHELL);
    start("brew install ", "", 3, Language.SHELL);
    start("cargo ", "", 2, Language.SHELL);
    start("go install ", "", 3, Language.SHELL);
    start("go get ", "", 2, Language.SHELL);
    start("docker-compose ", "", 3, Language.SHELL);
    start("helm ", "", 2, Language.SHELL);
    start("terraform ", "", 2, Language.SHELL);
    start("systemctl ", "", 3, Language.SHELL);
    start("python -m ", "", 3, Language.SHELL);
    start("python3 ", ".py", 3, Language.SHELL);
    start("node ", ".js", 3, Language.SHELL);
    start("source ", "/", 2, Language.SHELL);
    start("docker ", " ", 2, Language.SHELL);
    start("kubectl ", " ", 2, Language.SHELL);
    start("git ", " ", 2, Language.SHELL);
    start("curl ", " -", 3, Language.SHELL);
    start("curl ", "http", 3, Language.SHELL);
    start("wget ", "http", 3, Language.SHELL);
    start("chmod ", " ", 3, Language.SHELL);
    start("mkdir ", "", 2, Language.SHELL);
    start("cd ", "/", 2, Language.SHELL);
    start("rm -", "", 3, Language.SHELL);
    start("export ", "=", 2, Language.SHELL);
    start("echo ", "$", 3, Language.SHELL);
    start("echo ", "\"", 2, Language.SHELL);
    start("if [", "then", 4, Language.SHELL);
    start("fi", "", 0, Language.SHELL);
    start("done", "", 0, Language.SHELL);
    start("for ", "; do", 4, Language.SHELL);
    start("Write-Host", "", 5, Language.POWERSHELL);
    start("Write-Output", "", 5, Language.POWERSHELL);
    start("Get-", "", 3, Language.POWERSHELL);
    start("Set-", " -", 3, Language.POWERSHELL);
    start("New-", " -", 3, Language.POWERSHELL);
    start("Import-Module", "", 4, Language.POWERSHELL);
    start("Invoke-", "", 4, Language.POWERSHELL);
    start("param(", "", 3, Language.POWERSHELL);
    start("SELECT ", " FROM ", 4, Language.SQL);
    start("SELECT ", "", 1, Language.SQL);
    start("FROM ", "", 2, Language.SQL);
    start("WHERE ", "", 2, Language.SQL);
    start("GROUP BY ", "", 3, Language.SQL);
    start("ORDER BY ", "", 3, Language.SQL);
    start("INSERT INTO ", "", 4, Language.SQL);
    start("UPDATE ", " SET ", 4, Language.SQL);
    start("DELETE FROM ", "", 4, Language.SQL);
    start("CREATE TABLE ", "", 4, Language.SQL);
    start("ALTER TABLE ", "", 4, Language.SQL);
    start("DROP TABLE ", "", 4, Language.SQL);
    start("LEFT JOIN ", "", 3, Language.SQL);
    start("INNER JOIN ", "", 3, Language.SQL);
    start("JOIN ", " ON ", 3, Language.SQL);
    start("select ", " from ", 3, Language.SQL);
    start("<!DOCTYPE html", "", 6, Language.HTML);
    start("<html", "", 4, Language.HTML);
    start("<div", ">", 3, Language.HTML);
    start("<script", ">", 3, Language.HTML);
    start("</", ">", 2, Language.HTML);
    start("<head", ">", 3, Language.HTML);
    start("<body", ">", 3, Language.HTML);
    start("<p", ">", 2, Language.HTML);
    start("<a ", ">", 2, Language.HTML);
    start("<img ", ">", 2, Language.HTML);
    start("<link ", ">", 3, Language.HTML);
    start("<meta ", ">", 3, Language.HTML);
    start("apiVersion: ", "", 5, Language.YAML);
    start("kind: ", "", 2, Language.YAML);
    start("metadata:", "", 2, Language.YAML);
    start("- name: ", "", 2, Language.YAML);
    start("services:", "", 2, Language.YAML);
    start("import ", "", 1, Language.PYTHON, Language.JAVA, Language.GO);
    start("return ", ";", 2, Language.JAVA, Language.JAVASCRIPT, Language.C);
    start("return ", "(", 1, Language.PYTHON);
    start("return ", "", 0, Language.PYTHON);
    start("if (", ") {", 2, Language.JAVA, Language.JAVASCRIPT, Language.C);
    start("for (", ") {", 2, Language.JAVA, Language.JAVASCRIPT, Language.C);
    start("while (", ") {", 2, Language.JAVA, Language.JAVASCRIPT, Language.C);
    start("} else", "", 2, Language.JAVA, Language.JAVASCRIPT, Language.C);
    start("}", "", 0, Language.OTHER);
    start("// ", "", 1, Language.OTHER);
    start("/*", "", 1, Language.OTHER);
    inside(" => {", 2, Language.JAVASCRIPT, Language.TYPESCRIPT);
    inside("=> ", 1, Language.JAVASCRIPT, Language.TYPESCRIPT);
    inside("document.get", 3, Language.JAVASCRIPT);
    inside(": string", 1, Language.TYPESCRIPT);
    inside(": number", 2, Language.TYPESCRIPT);
    inside("Promise<", 2, Language.TYPESCRIPT);
    inside(" := ", 2, Language.GO);
    inside("err != nil", 5, Language.GO);
    inside("std::", 2, Language.CPP);
    inside("cout <<", 3, Language.CPP);
    inside("->", 1, Language.PHP, Language.CPP);
    inside("&mut ", 3, Language.RUST);
    inside("::new(", 2, Language.RUST);
    inside("#{", 2, Language.RUBY);
    inside(" | Where-Object", 5, Language.POWERSHELL);
    inside("__init__", 4, Language.PYTHON);
    inside("lambda ", 1, Language.PYTHON);
    inside("malloc(", 3, Language.C);
    inside("sizeof(", 3, Language.C);
    inside("String[] ", 3, Language.JAVA);
    inside("new ArrayList", 4, Language.JAVA);
    inside("List<", 1, Language.JAVA, Language.CSHARP);
    for (Sign sign : STARTS) {
      STARTING.set(sign.text().charAt(0));
      BY_FIRST.computeIfAbsent(sign.text().charAt(0), _ -> new ArrayList<>()).add(sign);
    }
  }

  private LineShapes() {}

  private static void start(String text, String needs, int weight, Language... languages) {
    STARTS.add(new Sign(text, needs, weight, List.of(languages)));
  }

  private static void inside(String text, int weight, Language... languages) {
    INSIDE.add(new Sign(text, "", weight, List.of(languages)));
  }

  /** What the first lines of a range speak for; {@code OTHER} when for nothing. */
  static Language languageOf(CharSequence text, int from, int to) {
    var votes = new Votes();
    int ignored = weigh(text, from, to, votes);
    return votes.leader();
  }

  /** Whether more than a chance line of a range looks like code. */
  static boolean hasCode(CharSequence text, int from, int to) {
    return weigh(text, from, to, new Votes()) >= MIN_WEIGHT;
  }

  private static int weigh(CharSequence text, int from, int to, Votes votes) {
    int weight = 0;
    int at = from;
    for (int line = 0; at < to && line < MAX_LINES; line++) {
      int end = lineEnd(text, at, to);
      weight += weigh(line(text, at, end), votes);
      at = end + 1;
    }
    return weight;
  }

  static int lineEnd(CharSequence text, int from, int to) {
    int end = from;
    while (end < to && text.charAt(end) != '\n') {
      end++;
    }
    return end;
  }

  /** A look at both ends of a line that turns most prose away before it is copied. */
  static boolean mayBeCode(CharSequence text, int from, int end) {
    int start = from;
    while (start < end && text.charAt(start) <= ' ') {
      start++;
    }
    int last = end - 1;
    while (last > start && text.charAt(last) <= ' ') {
      last--;
    }
    if (start >= end) {
      return true;
    }
    char first = text.charAt(start);
    char sign = text.charAt(last);
    return sign == ';'
        || sign == '{'
        || sign == '}'
        || first == '`'
        || first == '~'
        || STARTING.get(first);
  }

  static String line(CharSequence text, int from, int end) {
    int start = from;
    while (start < end && text.charAt(start) <= ' ' && start - from < MAX_LINE) {
      start++;
    }
    int stop = Math.min(end, start + MAX_LINE);
    while (stop > start && text.charAt(stop - 1) <= ' ') {
      stop--;
    }
    return text.subSequence(start, stop).toString();
  }

  /** How much a line looks like code, 0 for not at all; adds to the languages' votes. */
  static int weigh(String line, Votes votes) {
    if (line.isEmpty()) {
      return 0;
    }
    int weight = 0;
    for (Sign sign : BY_FIRST.getOrDefault(line.charAt(0), List.of())) {
      if (line.startsWith(sign.text()) && line.contains(sign.needs())) {
        weight = Math.max(weight, Math.max(1, sign.weight()));
        votes.add(sign.languages(), sign.weight());
      }
    }
    boolean shaped = endsLikeCode(line);
    if (shaped || weight > 0) {
      for (Sign sign : INSIDE) {
        if (line.contains(sign.text())) {
          weight = Math.max(weight, 1 + sign.weight());
          votes.add(sign.languages(), sign.weight());
        }
      }
    }
    return shaped ? weight + 2 : weight;
  }

  /** A semicolon after a bracket or an assignment, or a brace: prose ends in neither. */
  private static boolean endsLikeCode(String line) {
    char last = line.charAt(line.length() - 1);
    if (last == '{' || last == '}') {
      return true;
    }
    if (last != ';') {
      return false;
    }
    char before = line.length() > 1 ? line.charAt(line.length() - 2) : ' ';
    return before == ')'
        || before == ']'
        || before == '"'
        || before == '\''
        || before == '}'
        || line.indexOf('=') > 0
        || (line.indexOf(' ') < 0 && CharacterKinds.isAsciiAlphanumeric(before));
  }
}
