/** What is judged: the texts of one phase and where each stands. */
@NullMarked
package dev.keeptrail.engine.exchange;

import org.jspecify.annotations.NullMarked;
