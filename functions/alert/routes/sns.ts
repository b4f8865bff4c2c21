/** SNS: mail, SMS, or whatever is subscribed to the topic. */
import { PublishCommand } from '@aws-sdk/client-sns';
import type { SNSClient } from '@aws-sdk/client-sns';
import { plain, REPEATED } from '../lines.ts';
import type { Route } from './route.ts';

/** A subject holds at most 100 ASCII characters and begins with a letter or digit. */
const MAX_SUBJECT = 99;

export function snsRoute(client: SNSClient, topicArn: string, name = 'sns'): Route {
  return {
    name,
    isTopic: true,
    async send({ news, text, repeated }) {
      const attribute = (value: string) => ({ DataType: 'String', StringValue: value });
      await client.send(
        new PublishCommand({
          TopicArn: topicArn,
          Subject: subjectOf(news.word, news.crash.title),
          Message: repeated === true ? `${text}\n${REPEATED}` : text,
          // For filter policies of subscriptions.
          MessageAttributes: {
            word: attribute(news.word),
            kind: attribute(news.crash.kind),
            crashId: attribute(news.crash.id),
            alertId: attribute(news.id),
          },
        }),
      );
      return undefined;
    },
    async notify(text) {
      await client.send(
        new PublishCommand({ TopicArn: topicArn, Subject: subjectOf('Purgatory', text), Message: text }),
      );
    },
  };
}

export function subjectOf(word: string, title: string): string {
  return `${word}: ${plain(title)}`.replaceAll(/[^\x20-\x7e]/g, '?').slice(0, MAX_SUBJECT);
}
