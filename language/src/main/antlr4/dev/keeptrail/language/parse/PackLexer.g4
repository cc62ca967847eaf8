// Words and signs of the pack language: section 2 of docs/reference/language.md. Whatever the text,
// tokens cover it without a gap; what is no word or sign becomes a token that is reported.
lexer grammar PackLexer;

channels { COMMENTS }

COMMENT : '#' ~[\r\n]* -> channel(COMMENTS);
SPACE : [ \t\r\n\uFEFF]+ -> channel(HIDDEN);

AND : 'and';
BY : 'by';
CALLED : 'called';
CHAIN : 'chain';
CONTAINS : 'contains';
DEFINE : 'define';
EXISTS : 'exists';
EXPECT : 'expect';
FALSE : 'false';
GATEWAY : 'gateway';
GIVEN : 'given';
IMPORT : 'import';
IN : 'in';
LANGUAGE : 'language';
LIKE : 'like';
MATCHES : 'matches';
NOT : 'not';
ON : 'on';
OR : 'or';
PACK : 'pack';
POLICY : 'policy';
PROVIDER : 'provider';
REASON : 'reason';
RULE : 'rule';
TEST : 'test';
TESTING : 'testing';
THEN : 'then';
TRUE : 'true';
UNDER : 'under';
WHEN : 'when';

// A hyphen inside a word belongs to the word; minus therefore stands apart from names.
WORD : [A-Za-z_] [A-Za-z0-9_]* ('-' [A-Za-z0-9_]+)*;

NUMBER : DIGITS ('.' DIGITS)? ([eE] [+-]? [0-9]+)?;
// Such as 12abc or 1.2.3, which is no number; one error instead of several.
BAD_NUMBER : [0-9] ([A-Za-z0-9_] | '.' [A-Za-z0-9_])*;

STRING : '"' (ESCAPED | ~["\\\r\n])* '"';
// Nothing in it is special: made for regular expressions.
RAW_STRING : '\'' ~['\r\n]* '\'';
// A text block: the lines between the marks, less the indentation that all of them share.
BLOCK_STRING : '"""' IN_BLOCK* '"""';
UNCLOSED_STRING : '"' (ESCAPED | ~["\\\r\n])* '\\'? | '\'' ~['\r\n]*;
UNCLOSED_BLOCK : '"""' IN_BLOCK* ('"' '"'?)? '\\'?;

EQ : '==';
NE : '!=';
LE : '<=';
LT : '<';
GE : '>=';
GT : '>';
ASSIGN : '=';
PLUS : '+';
MINUS : '-';
STAR : '*';
SLASH : '/';
PERCENT : '%';
DOT : '.';
COMMA : ',';
COLON : ':';
LPAREN : '(';
RPAREN : ')';
LBRACKET : '[';
RBRACKET : ']';
LBRACE : '{';
RBRACE : '}';

// Anything else.
UNKNOWN : . ;

fragment DIGITS : [0-9]+ ('_' [0-9]+)*;
fragment ESCAPED : '\\' ~[\r\n];
// Up to two quotes may stand in a text block; three end it.
fragment IN_BLOCK : ('"' '"'?)? ('\\' . | ~["\\]);
