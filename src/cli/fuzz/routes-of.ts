import type { Hono } from 'hono';

/** Every route of the app's own table, as `POST /message`; what stands before all of them (middleware) is none. */
export function routesOf(app: Hono) {
  const table = app.routes.filter(({ method, path }) => method !== 'ALL' && !path.endsWith('*'));
  const routes = [...new Set(table.map(({ method, path }) => `${method} ${path}`))].sort();
  const shapes = routes.map((route) => {
    const [method, pattern = ''] = route.split(' ');
    return { route, method, fixed: !pattern.includes(':'), shape: shapeOf(pattern) };
  });
  // What is written out comes before what a name stands for.
  shapes.sort((first, second) => Number(second.fixed) - Number(first.fixed));
  return {
    routes,
    routeOf: (method: string, path: string): string | null =>
      shapes.find((one) => one.method === method && one.shape.test(path))?.route ?? null,
  };
}

function shapeOf(pattern: string): RegExp {
  const parts = pattern.split('/').slice(1);
  const written = parts.map((part) => {
    if (part.startsWith(':') && part.endsWith('?')) return '(?:/[^/]+)?';
    const fixed = part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    return `/${part.startsWith(':') ? '[^/]+' : fixed}`;
  });
  return new RegExp(`^${written.join('')}$`);
}
