// The syntax of packs: sections 3 to 11 of docs/reference/language.md. Every decision looks at one
// token only, so that what was expected at a wrong place is always known.
parser grammar PackParser;

options { tokenVocab = PackLexer; }

// Not written by anybody: set before an item or a rule, so that a broken one ends there.
tokens { BORDER }

packFile : (item | BORDER)* EOF;

item
    : languageItem
    | importItem
    | packItem
    | providerItem
    | gatewayItem
    | testingItem
    | defineItem
    | chainItem
    | policyItem
    | testItem
    ;

languageItem : LANGUAGE NUMBER;
importItem : IMPORT text;
packItem : PACK title block;
providerItem : PROVIDER title block;
// Names of packs and ids of providers may have dots and start with digits: in quotes.
title : name | text;
gatewayItem : GATEWAY block;
testingItem : TESTING block;
defineItem : DEFINE name ASSIGN defined;
// Apart, so that a definition whose value is broken keeps its name.
defined : expression;

chainItem : CHAIN LBRACE chainEntry* RBRACE;
chainEntry : policyName block? COMMA?;

policyItem : POLICY name kind? phases? policyBody;
kind : COLON name;
phases : ON name (COMMA name)*;
policyBody : LBRACE (policyEntry | ruleItem | BORDER)* RBRACE;
policyEntry : policyKey COLON value COMMA?;

ruleItem : RULE name text? LBRACE whenPart thenPart RBRACE;
whenPart : WHEN expression;
thenPart : THEN effect;
effect : verb=policyName targets? reason=text? block?;
targets : policyName (COMMA policyName)*;

testItem : TEST text (ON name)? testBody;
testBody : LBRACE (given | expectation)* RBRACE;
given : GIVEN name block?;
expectation : EXPECT name by? because? block?;
by : BY name;
because : REASON text;

// Settings: keys and values. Of commas in a row, here and below, the tree's builder tells.
block : LBRACE entry* RBRACE;
entry : key COLON value COMMA?;
key : keyPart (DOT keyPart)*;
policyKey : (policyName | text) (DOT keyPart)*;
keyPart : anyWord | text;
value
    : text                                              # textValue
    | MINUS? NUMBER                                     # numberValue
    | (TRUE | FALSE)                                    # truthValue
    | name                                              # wordValue
    | LBRACKET (value (COMMA value?)*)? RBRACKET         # listValue
    | block                                             # mapValue
    ;

// Conditions and expressions: one grammar, told apart by the checks. One rule for each tightness.
expression : conjunction (OR conjunction)*;
conjunction : inversion (AND inversion)*;
inversion : negation | comparison;
negation : NOT inversion;
comparison : sum (comparator sum)*;
comparator : EQ | NE | LT | LE | GT | GE | IN | NOT IN | CONTAINS | UNDER | CALLED | LIKE | MATCHES;
sum : product ((PLUS | MINUS) product)*;
product : unary ((STAR | SLASH | PERCENT) unary)*;
unary : prefixed | primary;
prefixed : (EXISTS | MINUS) unary;
primary
    : named
    | list
    | text
    | NUMBER
    | (TRUE | FALSE)
    | LPAREN expression RPAREN
    ;
list : LBRACKET (expression (COMMA expression?)*)? RBRACKET;
// A binding, a call, or a path.
named : name (COLON bound | arguments | pathStep+)?;
bound : name arguments?;
arguments : LPAREN (expression (COMMA expression?)*)? RPAREN;
pathStep : DOT keyPart | LBRACKET NUMBER RBRACKET;

// For expressions that stand alone, as in a YAML scalar.
loneExpression : expression EOF;

text : STRING | RAW_STRING | BLOCK_STRING;

// Words of the grammar are names wherever a name stands; those of `anyWord` alone are not, because
// expressions would become ambiguous.
name
    : policyName
    | CHAIN | DEFINE | GATEWAY | IMPORT | LANGUAGE | PACK | POLICY | PROVIDER | RULE | TEST | TESTING
    ;
// Where an item or a rule could start, the words that start one are no names.
policyName
    : WORD
    | BY | CALLED | CONTAINS | LIKE | MATCHES | ON | REASON | UNDER
    ;
// After a dot and before a colon every word is a key.
anyWord : name | AND | EXISTS | EXPECT | FALSE | GIVEN | IN | NOT | OR | THEN | TRUE | WHEN;
