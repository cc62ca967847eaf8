package dev.keeptrail.detectors.secret;

import dev.keeptrail.detectors.Detector;
import dev.keeptrail.detectors.Evidence;
import dev.keeptrail.detectors.FindingSink;
import dev.keeptrail.detectors.Hits;
import dev.keeptrail.detectors.Reach;
import dev.keeptrail.detectors.RuleDetector;
import dev.keeptrail.detectors.Trigger;
import dev.keeptrail.detectors.text.CaseFolding;
import dev.keeptrail.detectors.text.ScannedText;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Passwords among the words of a command, by the command's name; what a line echoes into a command
 * that reads a password; and what a script sends where it was asked for one.
 */
final class CommandOptionDetector {
  private static final String CATEGORY = "secret.command_line";
  private static final double SCORE = 0.7;
  private static final int LEAST = 4;
  private static final int ASKED = 120;
  private static final List<String> ECHOING = List.of("echo ", "printf ");
  private static final List<String> SENDING =
      List.of("send \"", "send -- \"", "sendline(\"", "sendline('");
  private static final List<String> READERS =
      List.of(
          "sudo -s",
          "sudo --stdin",
          "chpasswd",
          "passwd --stdin",
          "--password-stdin",
          "cryptsetup",
          "kinit",
          "gpg --batch",
          "smbpasswd",
          "--with-token",
          "openconnect",
          "wg pubkey",
          "> ~/.vault_pass",
          "> .vault_pass");
  private static final List<String> ASKING = List.of("assword", "assphrase", "passwort", "mot de");

  private CommandOptionDetector() {}

  static Detector detector() {
    List<String> commands =
        CommandPasswords.COMMANDS.stream().map(command -> command + " ").toList();
    return new RuleDetector(
            "command-option",
            1,
            Set.of(CATEGORY),
            PlacedPassword.MOST,
            Trigger.anchors(Stream.of(ECHOING, SENDING, commands).flatMap(List::stream).toList()),
            CommandOptionDetector::detect)
        .reaching(Reach.fromTrigger().lookingBack(2 * ConfigLine.AHEAD));
  }

  private static void detect(ScannedText text, Hits hits, FindingSink sink) {
    int taken = 0;
    for (int i = 0; i < hits.count(); i++) {
      int start = hits.start(i);
      char before = text.at(start - 1);
      boolean word = !text.insideWord(start) && "-._$".indexOf(before) < 0;
      if (start < taken || !word) {
        continue;
      }
      int anchor = hits.anchor(i);
      if (anchor < ECHOING.size()) {
        taken = echoed(text, start, sink);
      } else if (anchor < ECHOING.size() + SENDING.size()) {
        taken = sent(text, hits.end(i) - 1, start, sink);
      } else {
        taken = command(text, start, sink);
      }
    }
  }

  private static int command(ScannedText text, int start, FindingSink sink) {
    ConfigLine line = ConfigLine.from(text, start);
    int reached = start + 1;
    for (CommandPasswords.Place place :
        CommandPasswords.of(line, at -> text.subSequence(at.start(), at.end()))) {
      report(text, place.start(), place.end(), sink);
      reached = place.end();
    }
    return reached;
  }

  private static int echoed(ScannedText text, int start, FindingSink sink) {
    ConfigLine line = ConfigLine.from(text, start);
    int value = 1;
    while (line.at(value).startsWith("-") || line.at(value).is("%s", "%s\\n")) {
      value++;
    }
    int pipe = value + 1;
    boolean piped = line.at(pipe).is("|") && pipe + 1 < line.size();
    boolean kept = line.at(pipe).is(">") && pipe + 1 < line.size();
    int from = piped ? line.at(pipe + 1).start() : kept ? line.at(pipe).start() : line.end();
    String rest = text.subSequence(from, Math.max(from, line.end()));
    String reader =
        READERS.stream().filter(CaseFolding.fold(rest)::contains).findFirst().orElse("");
    if (!reader.isEmpty()) {
      int first = line.at(value).start();
      int colon = reader.equals("chpasswd") ? line.at(value).folded().indexOf(':') : -1;
      report(text, first + colon + 1, line.at(value).end(), sink);
    }
    return Math.max(start + 1, from);
  }

  private static int sent(ScannedText text, int quote, int start, FindingSink sink) {
    int end = quote + 1;
    char sign = text.at(quote);
    while (end - quote < PlacedPassword.MOST
        && text.at(end) != sign
        && text.at(end) != '\\'
        && text.at(end) >= ' ') {
      end++;
    }
    String before = CaseFolding.fold(text.subSequence(Math.max(0, start - ASKED), start));
    int question = ASKING.stream().mapToInt(before::lastIndexOf).max().orElse(-1);
    boolean asked = question >= 0 && !before.substring(question).contains("send");
    if (asked) {
      report(text, quote + 1, end, sink);
    }
    return end;
  }

  private static void report(ScannedText text, int start, int end, FindingSink sink) {
    String value = end - start >= LEAST ? text.subSequence(start, end) : "-";
    boolean plausible =
        "-$/<%*".indexOf(value.charAt(0)) < 0
            && value.length() <= PlacedPassword.MOST
            && !Placeholders.isPlaceholder(value);
    if (plausible) {
      sink.add(start, end, CATEGORY, "PASSWORD", SCORE, Evidence.CONTEXT);
    }
  }
}
