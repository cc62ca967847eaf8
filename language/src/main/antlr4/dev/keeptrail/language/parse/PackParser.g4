// The syntax of packs. docs/reference/language.md explains every rule and numbers its paragraphs.
parser grammar PackParser;

options { tokenVocab = PackLexer; }

packFile : language? item* EOF;

language : LANGUAGE NUMBER;

item
    : importItem
    | packItem
    | providerItem
    | gatewayItem
    | testingItem
    | defineItem
    | chainItem
    | policyItem
    | testItem
    ;

importItem : IMPORT text;
packItem : PACK name block;
providerItem : PROVIDER name block;
gatewayItem : GATEWAY block;
testingItem : TESTING block;
defineItem : DEFINE name ASSIGN expression;

chainItem : CHAIN LBRACE (chainEntry COMMA?)* RBRACE;
chainEntry : name block?;

policyItem : POLICY name (COLON kind=name)? phases? LBRACE policyPart* RBRACE;
phases : ON name (COMMA name)*;
policyPart : entry COMMA? | ruleItem;

ruleItem : RULE name text? LBRACE whenPart thenPart RBRACE;
whenPart : WHEN expression;
thenPart : THEN effect;
effect : verb=name (name (COMMA name)*)? text? block?;

testItem : TEST text (ON name)? LBRACE given* expect* RBRACE;
given : GIVEN name block?;
expect : EXPECT verdict=name (BY policy=name)? (REASON text)? block?;

// Settings: keys and values.
block : LBRACE (entry COMMA?)* RBRACE;
entry : key COLON value;
key : keyPart (DOT keyPart)*;
keyPart : name | text;
value
    : text                                   # textValue
    | MINUS? NUMBER                          # numberValue
    | (TRUE | FALSE)                         # truthValue
    | name                                   # wordValue
    | LBRACKET (value (COMMA value)* COMMA?)? RBRACKET  # listValue
    | block                                  # mapValue
    ;

// Conditions and expressions: one grammar, told apart by the checks.
expression
    : EXISTS expression                                                    # existsExpr
    | MINUS expression                                                     # negateExpr
    | left=expression op=(STAR | SLASH | PERCENT) right=expression         # binaryExpr
    | left=expression op=(PLUS | MINUS) right=expression                   # binaryExpr
    | left=expression op=(EQ | NE | LT | LE | GT | GE | IN | CONTAINS | UNDER | LIKE | MATCHES)
      right=expression                                                     # binaryExpr
    | left=expression NOT IN right=expression                              # notInExpr
    | NOT expression                                                       # notExpr
    | left=expression op=AND right=expression                              # binaryExpr
    | left=expression op=OR right=expression                               # binaryExpr
    | binding=name COLON (call | name)                                     # boundExpr
    | call                                                                 # callExpr
    | LPAREN expression RPAREN                                             # groupExpr
    | LBRACKET (expression (COMMA expression)* COMMA?)? RBRACKET           # listExpr
    | text                                                                 # textExpr
    | NUMBER                                                               # numberExpr
    | (TRUE | FALSE)                                                       # truthExpr
    | name pathStep*                                                       # nameExpr
    ;
call : name LPAREN (expression (COMMA expression)* COMMA?)? RPAREN;
pathStep : DOT keyPart | LBRACKET NUMBER RBRACKET;

// For expressions that stand alone, as in a YAML scalar.
loneExpression : expression EOF;

text : STRING | RAW_STRING | BLOCK_STRING;

// Words of the grammar are names wherever a name stands; `true`, `false`, `and`, `or`, `not`,
// `exists` and `in` are not, because expressions would become ambiguous.
name
    : WORD
    | AS | BY | CHAIN | CONTAINS | DEFINE | EXPECT | GATEWAY | GIVEN | IMPORT | LANGUAGE | LIKE
    | MATCHES | ON | PACK | POLICY | PROVIDER | REASON | RULE | TEST | TESTING | THEN | UNDER | WHEN
    ;
