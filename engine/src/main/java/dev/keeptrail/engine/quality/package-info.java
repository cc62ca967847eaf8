/** How good an answer is, as far as that can be told without asking a model. */
@org.jspecify.annotations.NullMarked
package dev.keeptrail.engine.quality;
