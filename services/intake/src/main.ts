import { readConfig, serveProcess } from '@amends/runtime';
import { intake } from './index.js';

void serveProcess([intake], readConfig());
