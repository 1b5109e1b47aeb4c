import { Controller, Get, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { OpenAPIObject } from '@nestjs/swagger';
import { Permit } from '../access/permit.js';
import { unknown, type Problem } from '../problem/problem.js';
import { ApiDescription } from './api-description.js';

/** The files of the page, all served from here: no page of Amends loads anything from elsewhere. */
const ASSETS: Readonly<Record<string, string>> = {
  'swagger-ui.css': 'text/css; charset=utf-8',
  'swagger-ui-bundle.js': 'text/javascript; charset=utf-8',
  'start.js': 'text/javascript; charset=utf-8',
};

const START = `SwaggerUIBundle({ url: location.pathname.replace(/\\/$/, '') + '/openapi.json', dom_id: '#api', deepLinking: true, validatorUrl: null });`;

const PAGE = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Amends API</title><link rel="stylesheet" href="/docs/assets/swagger-ui.css"></head>
<body><div id="api"></div><script src="/docs/assets/swagger-ui-bundle.js"></script><script src="/docs/assets/start.js"></script></body>
</html>
`;

/** The API description of each service, as a page and as OpenAPI. */
@Controller('docs')
export class DocsController {
  constructor(private readonly description: ApiDescription) {}

  /** A page on which the API of a service can be read and tried. */
  @Get(':service')
  @Permit('public')
  page(@Param('service') service: string, @Res() reply: FastifyReply): void {
    if (!this.description.has(service)) throw noService();
    void reply
      .header('content-type', 'text/html; charset=utf-8')
      .header('content-security-policy', "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'")
      .send(PAGE);
  }

  /** The OpenAPI document of a service. */
  @Get(':service/openapi.json')
  @Permit('public')
  document(@Param('service') service: string): Promise<OpenAPIObject> {
    if (!this.description.has(service)) throw noService();
    return this.description.of(service);
  }

  /** A file of the page. */
  @Get('assets/:file')
  @Permit('public')
  async asset(@Param('file') file: string, @Res() reply: FastifyReply): Promise<void> {
    const type = Object.hasOwn(ASSETS, file) ? ASSETS[file] : undefined;
    if (!type) throw unknown('docs.unknown-file', 'file', 'open /docs/<service>');
    const bytes = file === 'start.js' ? START : await readFile(join(assetFolder(), file));
    await reply.header('content-type', type).header('cache-control', 'max-age=3600').send(bytes);
  }
}

function assetFolder(): string {
  // The page's files come with @nestjs/swagger, from where they are looked up.
  const ofSwagger = createRequire(require.resolve('@nestjs/swagger'));
  return dirname(ofSwagger.resolve('swagger-ui-dist/package.json'));
}

const noService = (): Problem => unknown('docs.unknown-service', 'service in this process', 'open /docs/intake, /docs/resolution, /docs/escalation, /docs/follow-up or /docs/insight');
