package dev.keeptrail.detectors.injection;

import java.util.ArrayList;
import java.util.List;

/**
 * The words that, together, speak for an injection. A line is the kind of signal and its words; a
 * star ends a stem, which may go on; a kind ending in {@code _ANY} belongs to languages whose word
 * order is not that of English.
 */
final class SignalWords {
  /** What a word contributes. */
  enum Kind {
    /** To set instructions aside. */
    OVERRIDE,
    OVERRIDE_ANY,
    /** Which instructions: those given before. */
    PRIOR,
    /** What is set aside. */
    INSTRUCTIONS,
    /** To give something away. */
    REVEAL,
    REVEAL_ANY,
    /** The hidden text that is asked for. */
    SYSTEM_TEXT,
    /** A new role. */
    ROLE,
    /** The role is free of rules. */
    FREEDOM,
    /** Freedom in a phrase that needs no role beside it. */
    JAILBREAK,
    /** To send something somewhere. */
    SEND,
    /** What must not leave. */
    PRIVATE_DATA,
    /** Where it would go. */
    DESTINATION,
    /** A made-up border between roles, a control token of some chat format. */
    CONTROL_TOKEN,
    /** A made-up border in plain words. */
    FAKE_HEADING
  }

  /** One word or phrase; a stem may be followed by more letters. */
  record Signal(Kind kind, String text, boolean stem) {}

  private static final String TABLE =
      """
      OVERRIDE ignore|ignoring|disregard|disregarding|forget|forget about|bypass|override|overrule|neglect|discard
      OVERRIDE do not follow|don't follow|stop following|do not obey|don't obey|pay no attention to|set aside|skip over
      OVERRIDE ignoriere*|ignorier|vergiss|vergesst|missachte*|beachte nicht|übergehe
      OVERRIDE ignora|ignore las|olvida|olvide|omite|descarta|no sigas|no hagas caso
      OVERRIDE ignorez|oublie|oubliez|néglige*|fais abstraction|ne tiens pas compte|ne tenez pas compte
      OVERRIDE ignore as|esqueça|esquece|desconsidere|desconsidera|dimentica*|trascura|non seguire
      OVERRIDE игнорир*|забудь*|не обращай внимания|отмени|ігноруй*|zignoruj|ignoruj|zapomnij|pomiń
      OVERRIDE negeer|vergeet|ignorera|glöm|bortse|bỏ qua|abaikan|lupakan|تجاهل|انس
      OVERRIDE_ANY 忽略|無視|无视|忘记|忘記|忘れ|不要理会|무시|잊어|अनदेखा|नजरअंदाज|नज़रअंदाज़|भूल जा*|unut*|yok say*|görmezden gel*
      PRIOR previous|previously|prior|preceding|above|earlier|foregoing|existing|former|initial|original|past
      PRIOR all|any|every|everything|your|these|those|given|system|current|before|so far|other|last
      PRIOR vorherig*|vorangegangen*|bisherig*|obig*|obenstehend*|alle|sämtliche|deine|frühere*
      PRIOR anterior*|previas|previos|todas|todos|tus|arriba|précédent*|antérieur*|toutes|tous|tes|vos|ci-dessus
      PRIOR precedent*|tutte|tutti|prévio*|acima|suas|предыдущ*|прежн*|все|всех|выше*|попередн*|усі
      PRIOR poprzedni*|wszystkie|vorige|eerdere|alle eerdere|tidigare|trước|sebelumnya|السابقة|السابق
      PRIOR 之前|以上|先前|上述|前面|所有|之前的|前の|以前|上記|これまで|すべて|全て|이전|위의|모든|पिछल*|सभी|önceki|tüm
      INSTRUCTIONS instruction|instructions|prompt|prompts|rules|guidelines|directions|directives|directive|commands|programming
      INSTRUCTIONS constraints|restrictions|safeguards|policies|system message|safety protocols|ethical guidelines|instrucitons|instuctions|training
      INSTRUCTIONS what you were told|what i told you|what you have been told|orders|tasks you were given|original task|previous task|previous tasks|current task|assigned task|original objective
      INSTRUCTIONS anweisung*|instruktion*|regeln|vorgaben|richtlinien|befehle
      INSTRUCTIONS instruccion*|reglas|indicaciones|órdenes|directrices|consigne*|règles|directives|instruções|regras|istruzion*|regole
      INSTRUCTIONS инструкци*|правил*|указани*|команд*|інструкц*|instrukcj*|polece*|zasad*|instructies|regels|instruktioner*|regler
      INSTRUCTIONS hướng dẫn|chỉ dẫn|instruksi|perintah|aturan|التعليمات|الأوامر|القواعد
      INSTRUCTIONS 指令|指示|提示|提示词|规则|規則|命令|说明|設定|설정|지시*|명령*|규칙*|निर्देश*|नियम*|talimat*|kural*
      REVEAL reveal|show|print|repeat|output|display|disclose|leak|expose|dump|recite|quote|tell me|give me|write out|share|what is|what are|what's|what were|summarize|translate|paste|spell out|copy|return|list
      REVEAL zeige*|zeig mir|verrate*|gib mir|nenne|muestra*|revela*|muéstrame|dime|imprime|montre*|révèle*|affiche*|donne-moi|répète*|mostra*|rivela*|mostre|revele|покажи*|раскрой*|выведи|повтори|pokaż|ujawnij|toon|onthul
      REVEAL_ANY 显示|顯示|输出|輸出|告诉我|告訴我|透露|泄露|重复|打印|表示|教えて|見せて|出力|보여|알려|출력|बताओ|दिखाओ|göster*|söyle*
      SYSTEM_TEXT your system prompt|the system prompt|your system message|the system message|your initial prompt|your initial instructions|your hidden prompt|your hidden instructions
      SYSTEM_TEXT your original instructions|your original prompt|your secret instructions|your system instructions|the system instructions|your developer message|the hidden prompt|the initial prompt|the hidden instructions
      SYSTEM_TEXT your full prompt|your entire prompt|your exact instructions|your internal instructions|your instructions verbatim|the text above|everything above|the words above|the prompt above|the above prompt|above instructions|your preprompt|your pre-prompt|your full instructions|your previous instructions|your confidential instructions|your prompt
      SYSTEM_TEXT systemprompt|system-prompt|deine anweisungen|deinen system*|prompt del sistema|instrucciones del sistema|tus instrucciones|prompt système|instructions système|tes instructions|prompt di sistema|prompt do sistema|системный промпт|системную инструкцию|системный запрос|system prompt of yours
      SYSTEM_TEXT 系统提示|系統提示|初始提示|系统指令|システムプロンプト|시스템 프롬프트|सिस्टम प्रॉम्प्ट|sistem istemi*
      ROLE you are now|you're now|act as|acting as|pretend to be|pretend you|pretend that you|roleplay as|role-play as|role play as|from now on|you will act|you are going to act|simulate|imagine you are|you will be|take on the role|assume the role|enter|switch to|you are going to pretend|respond as|answer as|du bist jetzt|ab jetzt|actúa como|a partir de ahora|tu es maintenant|agis comme|désormais|ahora eres|теперь ты|你现在是|扮演|今から
      FREEDOM no restrictions|free of all|free from any|follows no rules|doesn't follow rules|does not follow rules|doesn't care about|without any regard|without restrictions|without any restrictions|unrestricted|unfiltered|uncensored|no limits|no limitations|without limitations|without any limitations|no filters|without filters|no rules|without rules|no ethical|without ethical|no moral*|amoral|unethical|no guidelines|without guidelines|not bound by|freed from|free from all|broken free|not restricted|no censorship|without censorship|never refuse*|cannot refuse|can't refuse|no longer bound|ignores all|opposite of|evil|hacker persona|no safety|safety disabled|no content policy|any content policy|ohne einschränkungen|sin restricciones|sans restriction*|без ограничений|没有限制|不受限制
      JAILBREAK do anything now|jailbroken|jailbreak mode|dan mode|developer mode enabled|developer mode output|you are dan|stay in character no matter|god mode enabled|sudo mode|[jailbreak]|unrestricted mode
      SEND send|forward|post|upload|email|transmit|exfiltrate|submit|append|leak|fetch|make a request|curl|wget|encode|embed|include|sende*|schicke*|envía*|envoie*|отправь*|发送
      PRIVATE_DATA this conversation|the conversation|conversation history|chat history|entire conversation|chat log*|previous messages|api key*|api_key*|password*|credential*|secrets|access token*|private key*|ssh key*|environment variable*|system prompt|user's data|user data|personal data|customer data|all emails|all files|all messages|contact list|address book|session cookie*|cookies|bank details|passwörter|contraseñas|mots de passe|пароли|密码
      DESTINATION http://|https://|www.|webhook|to the following address|to this address|to the following url|to my server|to the attacker|attacker@
      CONTROL_TOKEN <|im_start|>|<|im_end|>|<|system|>|<|user|>|<|assistant|>|<|endoftext|>|<|eot_id|>|<|start_header_id|>|<|end_header_id|>|<|begin_of_text|>|<|endofprompt|>|<<SYS>>|<</SYS>>|<start_of_turn>|<end_of_turn>|<|channel|>
      FAKE_HEADING [INST]|[/INST]|### system:|### system prompt|###system|[system]|[system message]|[system prompt]|</system>|<system>|</instructions>|end of system prompt|end of user input|begin new instructions|new system prompt:|system override|[end of prompt]|[admin]|system: you are|<system_prompt>|</system_prompt>|end of context|### new instructions|---end of document---|[new instructions]|system notice:|important instructions for the ai|attention ai
      """;

  private SignalWords() {}

  static List<Signal> all() {
    var signals = new ArrayList<Signal>();
    TABLE.lines().forEach(line -> readLine(line, signals));
    return List.copyOf(signals);
  }

  private static void readLine(String line, List<Signal> signals) {
    int space = line.indexOf(' ');
    Kind kind = Kind.valueOf(line.substring(0, space));
    // WHY: control tokens hold bars themselves, so there the bar after an angle parts words.
    String separator = kind == Kind.CONTROL_TOKEN ? "(?<=>)\\|(?=<)" : "\\|";
    for (String word : line.substring(space + 1).split(separator, -1)) {
      boolean stem = word.endsWith("*");
      signals.add(new Signal(kind, stem ? word.substring(0, word.length() - 1) : word, stem));
    }
  }
}
