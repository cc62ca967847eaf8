package dev.keeptrail.detectors.exfiltration;

import dev.keeptrail.detectors.exfiltration.UrlPlace.Role;
import dev.keeptrail.detectors.text.CharacterKinds;
import dev.keeptrail.detectors.text.Payload;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Judges by a web address alone how much it looks like a carrier of data: texts that were encoded,
 * sentences in the address of an image, personal data and keys, slots to be filled, host names that
 * spell something, hosts that exist to log what they are sent.
 */
final class CarriedData {
  private static final int MIN_ENCODED = 16;

  /** Names under which attacks send, and ordinary addresses seldom. */
  private static final Set<String> SENDING =
      Set.of(
          "data",
          "d",
          "payload",
          "secret",
          "secrets",
          "leak",
          "exfil",
          "stolen",
          "dump",
          "chat",
          "history",
          "conversation",
          "convo",
          "prompt",
          "context",
          "summary",
          "log",
          "logs",
          "password",
          "pass",
          "pwd",
          "credentials",
          "creds",
          "cookie",
          "ssn",
          "card",
          "api_key",
          "apikey",
          "session",
          "memory",
          "msg",
          "message",
          "info",
          "content",
          "user_data",
          "userdata",
          "private",
          "result",
          "output",
          "answer",
          "response",
          "steal",
          "x");

  /** Names under which people's own words go out by design: searches, share buttons. */
  private static final Set<String> SPEAKING =
      Set.of(
          "q",
          "query",
          "search",
          "text",
          "title",
          "body",
          "subject",
          "keywords",
          "caption",
          "label",
          "s",
          "term",
          "description",
          "alt",
          "name",
          "chl",
          "cht",
          "tex",
          "latex");

  /** Services that draw what is in the address; whoever writes the address sees no log. */
  private static final List<String> RENDERERS =
      List.of(
          "shields.io",
          "badgen.net",
          "placeholder.com",
          "placehold.co",
          "dummyimage.com",
          "quickchart.io",
          "image-charts.com",
          "chart.googleapis.com",
          "codecogs.com",
          "kroki.io",
          "mermaid.ink",
          "plantuml.com",
          "gravatar.com",
          "placekitten.com",
          "picsum.photos",
          "star-history.com",
          "githubusercontent.com",
          "github-readme-stats.vercel.app");

  /** Services that show their owner every request. */
  private static final List<String> COLLECTORS =
      List.of(
          "webhook.site",
          "requestbin.com",
          "requestbin.net",
          "pipedream.net",
          "requestcatcher.com",
          "beeceptor.com",
          "hookbin.com",
          "burpcollaborator.net",
          "oastify.com",
          "interact.sh",
          "oast.pro",
          "oast.live",
          "oast.site",
          "oast.online",
          "oast.fun",
          "oast.me",
          "dnslog.cn",
          "ceye.io",
          "canarytokens.com",
          "ngrok.io",
          "ngrok.app",
          "ngrok-free.app",
          "grabify.link",
          "iplogger.org",
          "postb.in",
          "webhook.cool",
          "typedwebhook.tools");

  private static final List<String> SLOT_WORDS =
      List.of(
          "data",
          "secret",
          "conversation",
          "history",
          "prompt",
          "key",
          "token",
          "password",
          "email",
          "summary",
          "context",
          "base64",
          "credential",
          "ssn",
          "card",
          "user",
          "message",
          "content",
          "chat",
          "answer",
          "info",
          "text",
          "name",
          "encoded",
          "stolen",
          "here");

  private final UrlParts url;
  private final boolean fetched;

  private CarriedData(UrlParts url, Role role) {
    this.url = url;
    this.fetched = role == Role.FETCHED;
  }

  /** 0 for an ordinary address. */
  static double score(UrlParts url, Role role) {
    if (isOf(url.host(), RENDERERS)) {
      return 0;
    }
    return new CarriedData(url, role).score();
  }

  private double score() {
    double best = hostScore();
    for (UrlParts.Value value : url.values()) {
      best = Math.max(best, valueScore(value));
    }
    for (String segment : url.segments()) {
      best = Math.max(best, segmentScore(segment));
    }
    best = Math.max(best, Payload.readable(url.userInfo()) ? 0.7 : 0);
    boolean carries = !url.values().isEmpty() || url.segments().size() > 1;
    if (isOf(url.host(), COLLECTORS) && carries) {
      best = Math.max(best, fetched ? 0.85 : 0.7);
    }
    return best;
  }

  private double valueScore(UrlParts.Value value) {
    String text = value.text();
    boolean sending = SENDING.contains(value.name()) || value.name().isEmpty();
    boolean speaking = SPEAKING.contains(value.name());
    if (isSlot(text)) {
      return fetched ? 0.8 : sending ? 0.7 : 0;
    }
    if (text.length() >= MIN_ENCODED && !Payload.isWebToken(text) && Payload.readable(text)) {
      return fetched ? 0.9 : 0.8;
    }
    double personal = SensitiveShape.score(text);
    if (personal > 0) {
      return fetched ? personal : sending ? personal - 0.1 : 0;
    }
    int words = words(text);
    if (fetched && !speaking && words >= 3 && text.length() >= 16) {
      return sending ? 0.8 : 0.65;
    }
    if (fetched && words >= 8) {
      return 0.6;
    }
    return !fetched && sending && !value.name().isEmpty() && words >= 4 && text.length() >= 24
        ? 0.65
        : 0;
  }

  private double segmentScore(String segment) {
    if (isSlot(segment)) {
      return fetched ? 0.75 : 0;
    }
    int dot = segment.lastIndexOf('.');
    String stem = dot > 0 && segment.length() - dot <= 5 ? segment.substring(0, dot) : segment;
    if (stem.length() >= MIN_ENCODED && !Payload.isWebToken(stem) && Payload.readable(stem)) {
      return fetched ? 0.85 : 0.7;
    }
    double personal = fetched ? SensitiveShape.score(stem) : 0;
    return personal > 0 ? personal - 0.05 : 0;
  }

  /** Data in the labels before the registered domain, where a look-up alone sends it. */
  private double hostScore() {
    String[] labels = url.host().split("\\.", 12);
    int spelled = 0;
    for (int i = 0; i < labels.length - 2; i++) {
      String label = labels[i];
      if (label.length() >= MIN_ENCODED && Payload.readable(label)) {
        return 0.85;
      }
      spelled += label.length() >= 24 && looksRandom(label) ? label.length() : 0;
    }
    return spelled >= 40 ? 0.7 : 0;
  }

  private static boolean looksRandom(String label) {
    int digits = 0;
    int letters = 0;
    for (int at = 0; at < label.length(); at++) {
      digits += CharacterKinds.isDigit(label.charAt(at)) ? 1 : 0;
      letters += CharacterKinds.isAsciiLetter(label.charAt(at)) ? 1 : 0;
    }
    return digits >= 4 && digits + letters >= label.length() - 1;
  }

  /** A placeholder that a model is to fill: a word that names data between brackets. */
  private static boolean isSlot(String text) {
    int open = -1;
    for (int at = 0; at < text.length() && open < 0; at++) {
      open = "{[<".indexOf(text.charAt(at)) >= 0 ? at : -1;
    }
    if (open < 0) {
      return false;
    }
    String inside = text.substring(open + 1, Math.min(text.length(), open + 80));
    String folded = inside.toLowerCase(Locale.ROOT);
    boolean closed =
        folded.indexOf('}') >= 0 || folded.indexOf(']') >= 0 || folded.indexOf('>') >= 0;
    return closed && SLOT_WORDS.stream().anyMatch(folded::contains);
  }

  private static int words(String text) {
    int words = 0;
    boolean inside = false;
    for (int at = 0; at < text.length(); at++) {
      char c = text.charAt(at);
      boolean letter = Character.isLetter(c) || c == '\'';
      words += letter && !inside ? 1 : 0;
      inside = letter || (inside && c != ' ' && c != '\n' && c != ',' && c != '.');
    }
    return text.indexOf(' ') < 0 ? 0 : words;
  }

  private static boolean isOf(String host, List<String> domains) {
    for (String domain : domains) {
      if (host.endsWith(domain)
          && (host.length() == domain.length()
              || host.charAt(host.length() - domain.length() - 1) == '.')) {
        return true;
      }
    }
    return false;
  }
}
