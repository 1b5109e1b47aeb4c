import { readConfig, serveProcess } from '@amends/runtime';
import { insight } from './index.js';

void serveProcess([insight], readConfig());
