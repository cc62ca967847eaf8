// Words and signs of the pack language. docs/reference/language.md, "Lexical structure", numbers
// the rules that this file carries out.
lexer grammar PackLexer;

channels { COMMENTS }

COMMENT : '#' ~[\r\n]* -> channel(COMMENTS);
SPACE : [ \t\r\n\uFEFF]+ -> channel(HIDDEN);

AND : 'and';
AS : 'as';
BY : 'by';
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
BAD_NUMBER : DIGITS [A-Za-z0-9_.]* [A-Za-z0-9_];

STRING : '"' ('\\' ~[\r\n] | ~["\\\r\n])* '"';
// Nothing in it is special: made for regular expressions.
RAW_STRING : '\'' ~['\r\n]* '\'';
// A text block: the lines between the marks, less the indentation that all of them share.
BLOCK_STRING : '"""' .*? '"""';
UNCLOSED_STRING : '"""' .*? EOF | '"' ('\\' ~[\r\n] | ~["\\\r\n])* | '\'' ~['\r\n]*;

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

// Anything else; the parser's front door reports it once and goes on.
UNKNOWN : . ;

fragment DIGITS : [0-9] [0-9_]*;
