/** What recorded traffic says about the rules of a pack. */
@NullMarked
package dev.keeptrail.repl.backtest;

import org.jspecify.annotations.NullMarked;
