package dev.keeptrail.detectors.secret;

import java.util.List;
import java.util.Set;

/** The words that names of secrets are made of, folded. Stateless. */
final class SecretWords {
  private static final Set<String> PASSWORDS =
      Set.of(
          "password",
          "passwd",
          "pass",
          "pwd",
          "passphrase",
          "identified by",
          "passw",
          "psk",
          "psw",
          "pw",
          "authtok",
          "requirepass");

  /** Passwords in languages that programs are seldom written in. */
  private static final Set<String> FOREIGN =
      Set.of(
          "passwort",
          "kennwort",
          "contraseña",
          "contrasena",
          "senha",
          "wachtwoord",
          "passe",
          "passord",
          "lösenord",
          "hasło",
          "haslo",
          "parola",
          "пароль",
          "密码",
          "密碼",
          "パスワード",
          "비밀번호",
          "mdp",
          "motdepasse",
          "heslo",
          "jelszo",
          "jelszó",
          "salasana",
          "sifre",
          "şifre",
          "losenord",
          "adgangskode",
          "clave",
          "katasandi",
          "sandi");

  private static final List<String> PASSWORD_ENDINGS =
      List.of("password", "passwd", "passphrase", "passwort", "kennwort", "pass", "pw");

  /** Words that end so and are none. */
  private static final Set<String> NO_PASSWORDS =
      Set.of(
          "bypass",
          "compass",
          "encompass",
          "trespass",
          "surpass",
          "overpass",
          "underpass",
          "multipass",
          "renderpass",
          "subpass",
          "onepass",
          "lowpass",
          "highpass",
          "bandpass",
          "allpass",
          "lastpass",
          "keepass",
          "proxypass",
          "sshpass",
          "minipass",
          "getpass",
          "buypass",
          "surrogatepass",
          "npw");

  private static final Set<String> TOKENS =
      Set.of(
          "private",
          "access",
          "secret",
          "secrets",
          "token",
          "pat",
          "auth",
          "credential",
          "credentials",
          "apikey",
          "accesskey",
          "secretkey",
          "authtoken",
          "login",
          "tokens",
          "apitoken",
          "keypair",
          "skey",
          "rlkey",
          "sas");
  private static final List<String> TOKEN_ENDINGS =
      List.of("secret", "token", "apikey", "accesskey", "secretkey", "privatekey", "authkey");
  private static final Set<String> BARE =
      Set.of(
          "private",
          "access",
          "secret",
          "secrets",
          "token",
          "tokens",
          "key",
          "keys",
          "pat",
          "auth",
          "credential",
          "credentials",
          "login",
          "sas");
  private static final Set<String> QUALIFIERS =
      Set.of(
          "api",
          "access",
          "secret",
          "private",
          "auth",
          "client",
          "account",
          "bearer",
          "security",
          "license",
          "licence",
          "service",
          "refresh",
          "session",
          "admin",
          "app",
          "application",
          "consumer",
          "encryption",
          "master",
          "storage",
          "shared",
          "personal",
          "deployment",
          "unseal",
          "recovery");
  private static final Set<String> NEUTRAL =
      Set.of(
          "value", "val", "string", "str", "text", "plain", "default", "env", "header", "v2",
          "base", "base64", "b64", "hex", "encoded");

  /** Words before "key" and "token" that make them something else. */
  private static final Set<String> HARMLESS =
      Set.of(
          "public",
          "pub",
          "primary",
          "foreign",
          "sort",
          "release",
          "partition",
          "cache",
          "bucket",
          "hash",
          "map",
          "row",
          "object",
          "shortcut",
          "hot",
          "sequence",
          "schema",
          "registry",
          "kms",
          "unique",
          "dict",
          "group",
          "column",
          "lookup",
          "translation",
          "range",
          "composite",
          "idempotency",
          "publishable",
          "site",
          "csrf",
          "xsrf",
          "next",
          "page",
          "continuation",
          "pad",
          "bos",
          "eos",
          "unk",
          "sep",
          "cls",
          "mask",
          "special",
          "cursor",
          "pagination",
          "symbol",
          "nft",
          "authenticity",
          "antiforgery",
          "dictionary",
          "verification",
          "lock",
          "arrow",
          "enter",
          "max",
          "min",
          "num");

  /** Of these, the ones that are said of keys in sentences and on labels. */
  private static final Set<String> PUBLIC = Set.of("public", "publishable", "site");

  private SecretWords() {}

  /** Whether it says that people choose what it names. */
  static boolean isPassword(String word) {
    return PASSWORDS.contains(word)
        || FOREIGN.contains(word)
        || (endsWithAny(word, PASSWORD_ENDINGS) && !NO_PASSWORDS.contains(word));
  }

  /** Whether it is one of a language that programs are seldom written in. */
  static boolean isForeign(String word) {
    return FOREIGN.contains(word);
  }

  /** Whether it says that machines make what it names. */
  static boolean isToken(String word) {
    return TOKENS.contains(word) || endsWithAny(word, TOKEN_ENDINGS);
  }

  /** Whether it also means other things where it stands alone. */
  static boolean isBare(String word) {
    return BARE.contains(word);
  }

  /** Whether it says which key or token is meant. */
  static boolean qualifies(String word) {
    return QUALIFIERS.contains(word) || PUBLIC.contains(word);
  }

  static boolean isHarmless(String word) {
    return HARMLESS.contains(word);
  }

  /** Whether it says how a value is written, and nothing about what it is. */
  static boolean isNeutral(String word) {
    return NEUTRAL.contains(word) || word.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private static boolean endsWithAny(String word, List<String> endings) {
    return endings.stream().anyMatch(word::endsWith);
  }
}
