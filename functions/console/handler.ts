import middy from '@middy/core';
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';

export const handler = middy<APIGatewayProxyEvent, APIGatewayProxyResult>().handler(() =>
  Promise.resolve({ statusCode: 503, body: '' }),
);
