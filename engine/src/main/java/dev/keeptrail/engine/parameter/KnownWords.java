package dev.keeptrail.engine.parameter;

import dev.keeptrail.detectors.ParameterKind;
import java.util.HashMap;
import java.util.Map;

/**
 * What a parameter takes by one word of its name, or of its tool's, in the languages that people
 * write them in. Where a word is listed twice, the first counts.
 */
final class KnownWords {
  private static final Map<String, ParameterKind> NAMES = new HashMap<>();
  private static final Map<String, ParameterKind> TOOLS = new HashMap<>();

  static {
    put(NAMES, ParameterKind.SQL, "sql", "jql", "soql", "kql", "cql", "hql", "wiql", "cypher");
    put(
        NAMES,
        ParameterKind.SHELL,
        "command",
        "cmd",
        "cmdline",
        "commandline",
        "shell",
        "bash",
        "comando",
        "commande",
        "befehl",
        "kommando",
        "команда",
        "命令",
        "コマンド");
    put(
        NAMES,
        ParameterKind.PATH,
        "path",
        "paths",
        "filepath",
        "file",
        "files",
        "filename",
        "filenames",
        "dir",
        "directory",
        "folder",
        "cwd",
        "ruta",
        "archivo",
        "fichero",
        "chemin",
        "fichier",
        "dossier",
        "pfad",
        "datei",
        "dateiname",
        "verzeichnis",
        "ordner",
        "путь",
        "файл",
        "каталог",
        "caminho",
        "arquivo",
        "pasta",
        "percorso",
        "路径",
        "文件",
        "目录",
        "パス",
        "ファイル");
    put(
        NAMES,
        ParameterKind.URL,
        "url",
        "urls",
        "uri",
        "link",
        "href",
        "endpoint",
        "webhook",
        "host",
        "hostname",
        "site",
        "website",
        "enlace",
        "lien",
        "ссылка",
        "адрес",
        "链接",
        "网址");
    put(
        NAMES,
        ParameterKind.CODE,
        "code",
        "script",
        "source",
        "snippet",
        "program",
        "function",
        "css",
        "scss",
        "stylesheet",
        "sfc",
        "jsx",
        "template",
        "dockerfile",
        "codigo",
        "código",
        "quelltext",
        "quellcode",
        "код",
        "代码",
        "コード");
    put(NAMES, ParameterKind.MARKUP, "html", "markdown", "markup", "md");
    put(
        NAMES,
        ParameterKind.FREE_TEXT,
        "text",
        "message",
        "body",
        "comment",
        "comments",
        "description",
        "prompt",
        "question",
        "note",
        "notes",
        "subject",
        "title",
        "summary",
        "reason",
        "remark",
        "remarks",
        "feedback",
        "review",
        "caption",
        "memo",
        "bio",
        "query",
        "content",
        "texto",
        "mensaje",
        "asunto",
        "comentario",
        "nachricht",
        "betreff",
        "beschreibung",
        "texte",
        "objet",
        "commentaire",
        "mensagem",
        "messaggio",
        "сообщение",
        "текст",
        "内容",
        "消息",
        "文本",
        "メッセージ",
        "テキスト");
    put(
        NAMES,
        ParameterKind.IDENTIFIER,
        "id",
        "ids",
        "key",
        "name",
        "number",
        "no",
        "nr",
        "status",
        "type",
        "category",
        "currency",
        "date",
        "time",
        "language",
        "locale",
        "country",
        "city",
        "zip",
        "sort",
        "order",
        "limit",
        "offset",
        "page",
        "email",
        "to",
        "cc",
        "bcc",
        "recipient",
        "recipients",
        "sender",
        "phone",
        "user",
        "username",
        "symbol",
        "ticker",
        "tag",
        "tags",
        "nombre",
        "nom",
        "nummer",
        "numero",
        "имя",
        "名称",
        "编号",
        "名前");
    put(
        TOOLS,
        ParameterKind.SQL,
        "sql",
        "database",
        "db",
        "postgres",
        "postgresql",
        "mysql",
        "sqlite",
        "bigquery",
        "snowflake",
        "duckdb",
        "oracle",
        "redshift",
        "warehouse",
        "athena",
        "trino",
        "presto",
        "clickhouse",
        "hive",
        "mssql",
        "mariadb",
        "datenbank");
    put(TOOLS, ParameterKind.PATH, "rename", "move", "unlink");
    put(
        TOOLS,
        ParameterKind.SHELL,
        "shell",
        "bash",
        "sh",
        "zsh",
        "terminal",
        "cmd",
        "powershell",
        "command",
        "commands",
        "ssh");
    put(
        TOOLS,
        ParameterKind.CODE,
        "python",
        "javascript",
        "js",
        "node",
        "code",
        "interpreter",
        "repl",
        "notebook",
        "jupyter",
        "eval",
        "ruby",
        "file",
        "write",
        "edit",
        "patch");
    put(TOOLS, ParameterKind.FREE_TEXT, "search", "mail", "email", "chat", "message", "ask");
  }

  private KnownWords() {}

  private static void put(Map<String, ParameterKind> words, ParameterKind kind, String... names) {
    for (String name : names) {
      words.putIfAbsent(name, kind);
    }
  }

  /** By a word of a parameter's name. */
  static ParameterKind ofName(String word) {
    return NAMES.getOrDefault(word, ParameterKind.UNKNOWN);
  }

  /** By a word of a tool's name. */
  static ParameterKind ofTool(String word) {
    return TOOLS.getOrDefault(word, ParameterKind.UNKNOWN);
  }
}
