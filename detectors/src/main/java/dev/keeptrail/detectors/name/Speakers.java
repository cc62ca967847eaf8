package dev.keeptrail.detectors.name;

import dev.keeptrail.detectors.FindingSink;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who speaks in a chat or a transcript: what stands in front of the colon at the beginning of line
 * after line, perhaps behind or before a time of day. Lists of keys and values look alike, so that
 * somebody has to speak twice, and somebody to ask or the lines to tell the time.
 */
final class Speakers {
  private static final double SCORE = 0.75;
  private static final int LEAST_LINES = 3;
  private static final int LEAST_SPEAKERS = 2;
  private static final int MAX_WORDS = 4;
  private static final int MAX_TIME = 14;
  private static final int MAX_LENGTH = 40;
  private static final int LONGEST_LINE = 300;
  private static final String BEFORE = "[](){}:.,/-–—•*>|~";
  private static final String QUESTIONS = "?？؟";
  private static final String JOINS = "-'’.";

  /** Whoever speaks by office or by what they are. */
  private static final WordBits ROLES =
      TitledNames.words(
          "user assistant system agent caller customer client bot chatbot ai human operator host guest"
              + " interviewer interviewee candidate moderator speaker narrator visitor support"
              + " representative rep nurse doctor patient teacher student tutor q a question answer"
              + " input output note notes todo update subject from to re cc date example step"
              + " anrufer anruferin kunde kundin berater beraterin mitarbeiter agentin nutzer frage"
              + " antwort benutzer assistent conseiller conseillère cliente clients utilisateur"
              + " utilisatrice assistante appelant agente operador operadora usuario usuaria"
              + " asistente asesor asesora utente operatore operatrice assistente consulente"
              + " utilizador atendente usuário klant medewerker gebruiker klient klientka konsultant"
              + " użytkownik asystent zákazník zákaznice uživatel operátor operátorka kund kunden"
              + " handläggare användare bruger kunde bruker asiakas asiantuntija käyttäjä ügyfél"
              + " ügyintéző felhasználó πελάτης χρήστης υπάλληλος клиент клиентка оператор"
              + " пользователь ассистент вопрос ответ клієнт користувач асистент müşteri temsilci"
              + " kullanıcı asistan danışman عميل العميل موظف الموظف المستخدم المساعد לקוח לקוחה נציג"
              + " נציגה משתמש ग्राहक एजेंट उपयोगकर्ता सहायक khách khách hàng nhân viên người dùng trợ lý"
              + " pelanggan pengguna asisten petugas ลูกค้า พนักงาน ผู้ใช้ 客户 客戶 客服 用户 用戶 助手 坐席 お客様"
              + " オペレーター ユーザー アシスタント 担当者 고객 상담사 상담원 사용자 어시스턴트");

  private final Tokens tokens;
  private final Gazetteer lists;
  private final WordClasses words;
  private final FindingSink sink;

  Speakers(Tokens tokens, TaggerModel model, FindingSink sink) {
    this.tokens = tokens;
    this.lists = model.gazetteer();
    this.words = model.classes();
    this.sink = sink;
  }

  /** A line that somebody says. */
  private record Said(int first, int last, long who, boolean timed, boolean asks) {}

  void detect() {
    List<Said> lines = new ArrayList<>();
    for (int i = 0; i < tokens.count(); i++) {
      if (tokens.kind(i - 1) == Tokens.LINE_BREAK && tokens.kind(i) != Tokens.LINE_BREAK) {
        Said said = said(i);
        if (said != null) {
          lines.add(said);
        }
      }
    }
    boolean asked = lines.stream().anyMatch(Said::asks);
    boolean timed = lines.stream().allMatch(Said::timed);
    if (isTalk(lines) && (asked || timed) && lines.stream().anyMatch(this::isSomebody)) {
      lines.stream().filter(line -> isNamed(line, asked)).forEach(this::report);
    }
  }

  private static boolean isTalk(List<Said> lines) {
    Map<Long, Integer> speakers = new HashMap<>();
    lines.forEach(line -> speakers.merge(line.who(), 1, Integer::sum));
    return lines.size() >= LEAST_LINES
        && speakers.size() >= LEAST_SPEAKERS
        && speakers.size() < lines.size();
  }

  /** The line that begins here, if words, a colon and something that is said stand in it. */
  private @Nullable Said said(int line) {
    int i = line;
    boolean timed = false;
    while (i < line + MAX_TIME && isBefore(i)) {
      timed |= isTime(i);
      i++;
    }
    int first = i;
    long who = 0;
    int parts = 0;
    while (parts < MAX_WORDS && isPart(i, first)) {
      who = who * 31 + tokens.hash(i);
      parts += tokens.kind(i) == Tokens.SIGN ? 0 : 1;
      i++;
    }
    int last = i - 1;
    int colon = colon(i);
    boolean fits =
        parts > 0
            && colon > 0
            && tokens.end(last) - tokens.start(first) <= MAX_LENGTH
            && tokens.kind(colon + 1) != Tokens.LINE_BREAK;
    return fits ? new Said(first, last, who, timed || colon > i, asks(colon)) : null;
  }

  private boolean isBefore(int i) {
    return tokens.kind(i) == Tokens.NUMBER
        || (tokens.kind(i) == Tokens.SIGN && BEFORE.indexOf(tokens.sign(i)) >= 0);
  }

  private boolean isTime(int i) {
    return tokens.kind(i) == Tokens.NUMBER
        && tokens.sign(i + 1) == ':'
        && tokens.kind(i + 2) == Tokens.NUMBER;
  }

  private boolean isPart(int i, int first) {
    if (tokens.kind(i) == Tokens.SIGN) {
      return i > first && tokens.isGlued(i) && JOINS.indexOf(tokens.sign(i)) >= 0;
    }
    boolean apart = i == first || tokens.followsBlank(i) || tokens.isGlued(i);
    return tokens.kind(i) <= Tokens.UNSPACED && apart && !tokens.isMachine(i);
  }

  /** The colon behind the words, or behind a time of day that follows them; -1 if there is none. */
  private int colon(int from) {
    int i = from;
    if (tokens.sign(i) == ',' || tokens.sign(i) == '(') {
      if (!isTime(i + 1)) {
        return -1;
      }
      i += isTime(i + 3) ? 6 : 4;
      i += tokens.sign(i) == ')' ? 1 : 0;
    }
    char sign = tokens.sign(i);
    boolean spoken = sign == '：' || (sign == ':' && !tokens.isGlued(i + 1));
    return spoken ? i : -1;
  }

  private boolean asks(int from) {
    for (int i = from; i < from + LONGEST_LINE; i++) {
      if (tokens.kind(i) == Tokens.LINE_BREAK) {
        return false;
      }
      if (tokens.kind(i) == Tokens.SIGN && QUESTIONS.indexOf(tokens.sign(i)) >= 0) {
        return true;
      }
    }
    return false;
  }

  /** Whether a name of our list speaks, or an office, or who is written without capitals. */
  private boolean isSomebody(Said line) {
    long hash = tokens.hash(line.first());
    return tokens.kind(line.first()) >= Tokens.UNCASED
        || ROLES.of(hash) != 0
        || (lists.first().has(tokens.base(line.first()))
            && !lists.common().has(tokens.base(line.first())));
  }

  /** Where nobody asks, the lines may be a log, and only names of our list count. */
  private boolean isNamed(Said line, boolean asked) {
    boolean known = false;
    for (int i = line.first(); i <= line.last(); i++) {
      if (tokens.kind(i) == Tokens.SIGN) {
        continue;
      }
      if (ROLES.of(tokens.hash(i)) != 0) {
        return false;
      }
      known |= lists.first().has(tokens.base(i));
      boolean cased = tokens.kind(i) < Tokens.UNCASED;
      boolean word = lists.common().has(tokens.base(i)) || words.of(tokens.hash(i)) != 0;
      if (i == line.first() && cased && (word || tokens.kind(i) == Tokens.LOWER)) {
        return false;
      }
    }
    return asked ? tokens.end(line.last()) - tokens.start(line.first()) > 1 : known;
  }

  private void report(Said line) {
    NameDetectors.person(tokens, line.first(), line.last(), SCORE, sink);
  }
}
