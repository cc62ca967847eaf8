/** What a judge thinks of answers that policies have flagged: who is asked, how, and when. */
@org.jspecify.annotations.NullMarked
package dev.keeptrail.gateway.opinion;
